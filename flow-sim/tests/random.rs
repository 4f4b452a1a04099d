//! Random flows and random touches: nothing panics, hangs, or contradicts itself.
//!
//! A walk follows from its number alone. `FLOW_SIM_WALKS` says how many there are, and
//! `FLOW_SIM_FIRST` with which number they begin. A failure names its number.

use fastrand::Rng;
use flow_json::tree::{self, Node};
use flow_json::{TextRange, Version, infer, model};
use flow_sim::{End, Kind, Notice, Opening, Program, Settings, Simulator, State, View};
use generator::Flow;
use generator::touch::{garbage, sensible, settings};

/// The touches of a walk.
const TOUCHES: usize = 40;

fn number(name: &str, default: u64) -> u64 {
    let set = std::env::var(name).ok().and_then(|text| text.parse().ok());
    set.unwrap_or(default)
}

/// Calls for one walk after another. Each says how many steps it had.
fn walks(what: &str, default: u64, mut walk: impl FnMut(u64) -> usize) {
    let mut steps = 0;
    let first = number("FLOW_SIM_FIRST", 0);
    for seed in first..first + number("FLOW_SIM_WALKS", default) {
        let run = std::panic::AssertUnwindSafe(|| walk(seed));
        match std::panic::catch_unwind(run) {
            Ok(count) => steps += count,
            Err(panic) => {
                println!("{what}: walk {seed} fails");
                std::panic::resume_unwind(panic);
            }
        }
    }
    println!("{what}: {steps} steps");
}

fn flow(seed: u64) -> Flow {
    let versions = Version::ALL.len() as u64;
    let version = Version::ALL[(seed % versions) as usize].0;
    Flow::new(version, seed / versions, (seed % 5) as usize)
}

/// The truths about each state.
fn holds(simulator: &Simulator<'_>, state: &State, view: &View) {
    let text = view.to_string();
    let widths: Vec<usize> = text
        .lines()
        .map(unicode_width::UnicodeWidthStr::width)
        .collect();
    assert!(widths.iter().all(|width| *width == widths[0]), "{text}");
    let footers = view.shown().filter(|one| one.kind == Kind::Footer).count();
    assert!(footers <= 1 || view.components.len() > 1);
    for component in &view.components {
        assert_eq!(
            component.enabled,
            component.enabled && component.blockers.is_empty()
        );
    }
    if let Some(End::Completed { reply, .. }) = state.end() {
        let json: serde_json::Value =
            serde_json::from_str(&reply.to_json()).expect("a reply is JSON");
        assert!(json.is_object());
    }
    // The same state looks the same, and a copy of it does as it does.
    assert_eq!(simulator.view(&state.clone()).to_string(), text);
}

/// Random touches, and how many there were. A flow that ends is opened again.
fn walk(seed: u64, program: &Program, settings: &Settings) -> usize {
    let mut rng = Rng::with_seed(seed);
    let simulator = Simulator::new(program, settings);
    let (opened, _) = simulator.open(&Opening::default());
    let mut state = opened.clone();
    for touches in 0..TOUCHES {
        let mut view = simulator.view(&state);
        holds(&simulator, &state, &view);
        if state.end().is_some() {
            if opened.end().is_some() {
                return touches;
            }
            state = opened.clone();
            view = simulator.view(&state);
        }
        let event = if rng.u8(..) > 60 {
            sensible(&mut rng, &view, program)
        } else {
            garbage(&mut rng, program)
        };
        match simulator.step(&state, &event) {
            Ok((next, _)) => state = next,
            Err(refusal) => assert!(!refusal.to_string().is_empty()),
        }
    }
    TOUCHES
}

#[test]
fn nothing_panics() {
    walks("nothing panics", 210, |seed| {
        let flow = flow(seed);
        let program = Program::new(&flow.root);
        assert_eq!(program.faults(), [], "{}", flow.text());
        walk(seed, &program, &settings(&mut Rng::with_seed(seed)))
    });
}

/// Flows that are cut, and of which parts are swapped, open as far as they can.
#[test]
fn damaged_flows_do_not_panic() {
    walks("damaged flows", 210, |seed| {
        let mut rng = Rng::with_seed(seed);
        let mut text = flow(seed).text();
        for _ in 0..rng.usize(1..4) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let Some(at) = rng.choice(&places).copied() else {
                continue;
            };
            match rng.u8(..3) {
                0 => text.truncate(at),
                1 => text.insert_str(
                    at,
                    rng.choice(["null", "{", "\"", "[]", "${form.x}", "`"])
                        .expect("it is not empty"),
                ),
                _ => {
                    let end = places
                        .iter()
                        .copied()
                        .find(|end| *end > at + rng.usize(..40));
                    text.replace_range(at..end.unwrap_or(text.len()), "");
                }
            }
        }
        let root = flow_json::read(&text).root;
        root.map_or(0, |root| {
            walk(seed, &Program::new(&root), &settings(&mut rng))
        })
    });
}

/// In a flow without errors no expression fails and no step does, and it is completed only where `infer`
/// sees that it can be, in any walk.
#[test]
fn sound_flows_have_no_faults() {
    walks("sound flows", 210, |seed| {
        let flow = flow(seed);
        let program = Program::new(&flow.root);
        let settings = Settings::default();
        let simulator = Simulator::new(&program, &settings);
        let mut rng = Rng::with_seed(seed);
        let (mut state, _) = simulator.open(&Opening::default());
        assert!(
            !matches!(state.end(), Some(End::Failed(_))),
            "{state:?}\n{}",
            flow.text()
        );
        let mut screen = simulator.view(&state).screen;
        // The checker cannot know what a screen needs that only data names.
        let failable = has_targets_in_data(&flow);
        for touches in 0..TOUCHES {
            let view = simulator.view(&state);
            // Lists of data may be empty, which the checker cannot know.
            let fault = view
                .faults
                .iter()
                .find(|fault| !fault.message.ends_with("is empty"));
            assert_eq!(fault, None, "{}", flow.text());
            assert!(
                failable || !matches!(view.notice, Some(Notice::Failure(_))),
                "{view}\n{:?}\n{}",
                view.notice,
                flow.text()
            );
            if matches!(state.end(), Some(End::Completed { .. })) {
                let written = screens(&flow).iter().find(|one| id(one) == Some(&*screen));
                let written = written.and_then(Node::as_object).expect("it was seen");
                assert!(
                    infer::is_terminal(written).is_some(),
                    "{screen}\n{}",
                    flow.text()
                );
            }
            if state.end().is_some() || view.waiting {
                return touches;
            }
            screen = view.screen.clone();
            if let Ok((next, _)) = simulator.step(&state, &sensible(&mut rng, &view, &program)) {
                state = next;
            }
        }
        TOUCHES
    });
}

fn screens(flow: &Flow) -> &[Node] {
    let screens = flow.root.get("screens").and_then(Node::as_array);
    screens.expect("a flow has screens")
}

fn id(screen: &Node) -> Option<&str> {
    screen.get("id").and_then(Node::as_str)
}

/// Whether a `navigate` has its target from data, where no model sees it.
fn has_targets_in_data(flow: &Flow) -> bool {
    let known = model::Flow::new(&flow.root);
    known.screens.iter().any(|screen| {
        let mut targets = screen.navigations();
        targets.any(|(_, target)| {
            target
                .as_str()
                .is_none_or(|id| known.ids.find(id).is_none())
        })
    })
}

/// Where a person can walk, the model that `infer` makes has a route, forward or back; and where the flow
/// has that model, a phone refuses no step for want of a route.
#[test]
fn routes_that_are_walked_are_inferred() {
    let mut walked_routes = 0;
    walks("inferred routes", 70, |seed| {
        let mut flow = flow(seed);
        let inferred = infer::routing_model(screens(&flow), &[]);
        let leads = |from: &str, to: &str| {
            let targets = inferred.get(from).and_then(Node::as_array).unwrap_or(&[]);
            targets.iter().any(|target| target.as_str() == Some(to))
        };
        let tree::Value::Object(root) = &mut flow.root.value else {
            unreachable!("a flow is an object")
        };
        root.entries.retain(|entry| &*entry.key != "routing_model");
        let model = Node::new(TextRange::NOWHERE, tree::Value::Object(inferred.clone()));
        root.push("routing_model".to_owned(), TextRange::NOWHERE, model);
        let program = Program::new(&flow.root);
        let mut bounds = flow_sim::explore::Bounds::default();
        bounds.states = 300;
        let walked = flow_sim::explore::explore(&program, &Settings::default(), bounds);
        for finding in &walked.findings {
            let refused = finding.message.contains("invalid-screen-transition");
            assert!(
                !refused || has_targets_in_data(&flow),
                "{finding}\n{}",
                flow.text()
            );
        }
        // An endpoint may lead where no action does, and so may a target that stands in data.
        if program.has_endpoint() || has_targets_in_data(&flow) {
            return walked.states;
        }
        for (from, to) in &walked.routes {
            let known = from == to || leads(from, to) || leads(to, from);
            assert!(known, "{from} -> {to}\n{}", flow.text());
        }
        walked_routes += walked.routes.len();
        walked.states
    });
    // The walks come somewhere.
    assert!(walked_routes > 0 || number("FLOW_SIM_WALKS", 70) < 70);
}

/// Where a person can walk, the model of the flow has a `navigate`.
#[test]
fn routes_that_are_walked_are_known() {
    walks("routes", 70, |seed| {
        let flow = flow(seed);
        let program = Program::new(&flow.root);
        if program.has_endpoint() || has_targets_in_data(&flow) {
            return 0;
        }
        let mut bounds = flow_sim::explore::Bounds::default();
        bounds.states = 300;
        let walked = flow_sim::explore::explore(&program, &Settings::default(), bounds);
        let known = model::Flow::new(&flow.root);
        for (from, to) in &walked.routes {
            let screen = known.screen(from).expect("it was walked from");
            let mut targets = screen
                .navigations()
                .filter_map(|(_, target)| target.as_str());
            assert!(
                targets.any(|target| target == &**to),
                "{from} -> {to}\n{}",
                flow.text()
            );
        }
        walked.states
    });
}

/// Each route that `infer` finds can be walked from a screen that a person comes to, by an action that
/// nothing can hide or disable and that fails with nothing: then only conditions keep a person from it.
#[test]
fn routes_that_are_inferred_can_be_walked() {
    let mut held = 0;
    walks("inferred routes, the other way", 140, |seed| {
        let flow = flow(seed);
        let program = Program::new(&flow.root);
        let mut bounds = flow_sim::explore::Bounds::default();
        bounds.states = 300;
        let walked = flow_sim::explore::explore(&program, &Settings::default(), bounds);
        if !walked.complete {
            return walked.states;
        }
        let known = model::Flow::new(&flow.root);
        let inferred = infer::routing_model(screens(&flow), &[]);
        for screen in &known.screens {
            let Some(from) = screen
                .id
                .filter(|id| walked.reached.iter().any(|one| **one == **id))
            else {
                continue;
            };
            for (action, target) in screen.navigations() {
                let component = &screen.components[action.component];
                let free = |one: &model::Component| {
                    !["If", "Switch"].contains(&one.name())
                        && ["visible", "enabled"]
                            .iter()
                            .all(|key| one.object.get(key).is_none())
                };
                // A target that stands in data is in no model.
                let Some(to) = target.as_str().filter(|id| {
                    known.ids.find(id).is_some()
                        && ["EmbeddedLink", "Footer"].contains(&component.name())
                        && free(component)
                        && screen.ancestors(component).all(free)
                }) else {
                    continue;
                };
                let targets = inferred.get(from).and_then(Node::as_array).unwrap_or(&[]);
                assert!(
                    targets.iter().any(|one| one.as_str() == Some(to)),
                    "{from} -> {to}"
                );
                let fails = walked
                    .findings
                    .iter()
                    .any(|finding| *finding.screen == *from);
                let walks = walked
                    .routes
                    .iter()
                    .any(|(a, b)| (&**a, &**b) == (from, to));
                assert!(
                    walks || fails,
                    "seed {seed}: {from} -> {to}\n{:?}\n{}",
                    walked.findings,
                    flow.text()
                );
                held += 1;
            }
        }
        walked.states
    });
    assert!(held > 0 || number("FLOW_SIM_WALKS", 140) < 140);
    println!("{held} routes");
}
