//! The cost of a step. `cargo bench -p flow-sim`; the figures are in `docs/benchmarks.md`.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use flow_sim::explore::{Bounds, explore};
use flow_sim::{Event, Opening, Phone, Program, Settings, Simulator};

const INTAKE: &str = include_str!("../../examples/flows/intake.json");
const BOOKING: &str = include_str!("../../examples/flows/booking.json");

/// A screen of 50 components: inputs, texts that look at them, and a button.
fn fifty() -> String {
    let mut children = Vec::new();
    for at in 0..16 {
        children.push(format!(
            r#"{{"type":"TextInput","name":"i{at}","label":"Input {at}","required":{}}}"#,
            at % 2 == 0
        ));
        children.push(format!(
            r#"{{"type":"TextBody","text":"`'You typed ' ${{form.i{at}}}`","visible":"`${{form.i{at}}} != ''`"}}"#
        ));
        children.push(format!(
            r#"{{"type":"Dropdown","name":"d{at}","label":"Choice {at}","data-source":[{{"id":"a","title":"A"}},{{"id":"b","title":"B"}}]}}"#
        ));
    }
    children.push(r#"{"type":"TextCaption","text":"The end"}"#.to_owned());
    children.push(
        r#"{"type":"Footer","label":"Send","on-click-action":{"name":"complete","payload":{}}}"#
            .to_owned(),
    );
    format!(
        r#"{{"version":"7.3","screens":[{{"id":"A","title":"A","terminal":true,"layout":{{"type":"SingleColumnLayout","children":[{}]}}}}]}}"#,
        children.join(",")
    )
}

fn steps(criterion: &mut Criterion) {
    let tree = flow_json::read(&fifty()).root.expect("it is JSON");
    let program = Program::new(&tree);
    let settings = Settings::default();
    let simulator = Simulator::new(&program, &settings);
    let (state, _) = simulator.open(&Opening::default());
    assert_eq!(simulator.view(&state).components.len(), 50);
    let event = Event::Fill {
        component: 0,
        value: "text".into(),
    };
    criterion.bench_function("a step, 50 components", |bencher| {
        bencher.iter(|| simulator.step(black_box(&state), &event));
    });
    criterion.bench_function("a step and the view behind it, 50 components", |bencher| {
        bencher.iter(|| {
            let (next, _) = simulator
                .step(black_box(&state), &event)
                .expect("it can be typed");
            simulator.view(&next)
        });
    });
    criterion.bench_function("a view of 50 components", |bencher| {
        bencher.iter(|| simulator.view(black_box(&state)));
    });
    criterion.bench_function("open intake", |bencher| {
        bencher.iter(|| Phone::open_json(black_box(INTAKE)).expect("it opens"));
    });
}

fn exploring(criterion: &mut Criterion) {
    let tree = flow_json::read(BOOKING).root.expect("it is JSON");
    let program = Program::new(&tree);
    let settings = Settings::default();
    let mut bounds = Bounds::default();
    bounds.states = 1000;
    let walked = explore(&program, &settings, bounds);
    assert_eq!(walked.states, 1000);
    criterion.bench_function("explore 1000 states of booking", |bencher| {
        bencher.iter(|| explore(black_box(&program), &settings, bounds));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = steps, exploring
}
criterion_main!(benches);
