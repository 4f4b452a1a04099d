//! How long reading, checking, writing and importing take: flows of 10 to 10 000 components, and
//! documents of 1 MB and 10 MB in the shapes that could take more than linear time.
//!
//! `cargo bench -p flow-json`; the figures of one machine stand in `docs/benchmarks.md`.

mod documents;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use documents::{flow, shapes, tree};
use flow_json::print::{Options, print};
use flow_json::{Layout, Severity, Style, check, read, write};

/// Reading, checking, writing and importing, by the number of components.
fn by_components(criterion: &mut Criterion) {
    for components in [10, 100, 1_000, 10_000] {
        let text = flow(components);
        let tree = tree(&text);
        let errors = check(&tree, Style::Json);
        assert!(errors.iter().all(|one| one.severity == Severity::Warning));
        let bytes = Throughput::Bytes(text.len() as u64);
        let mut bench = |name: &str, call: &dyn Fn()| {
            let mut group = criterion.benchmark_group(name);
            group.throughput(bytes.clone());
            let id = BenchmarkId::from_parameter(components);
            group.bench_function(id, |bencher| bencher.iter(call));
            group.finish();
        };
        bench("read", &|| drop(black_box(read(&text))));
        bench("check", &|| drop(black_box(check(&tree, Style::Json))));
        bench("write", &|| drop(black_box(write(&tree, Layout::Minified))));
        // From JSON text to the source text of `flow!`, as `cargo flow import` does it.
        let options = |components| Options {
            name: Some("flow"),
            components,
            ..Options::default()
        };
        let import = |components| {
            drop(black_box(print(
                &documents::tree(&text),
                options(components),
            )))
        };
        bench("import", &|| import(false));
        bench("import with components", &|| import(true));
    }
}

/// Checking large documents: ten times the size may take ten times as long.
fn by_shape(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check large");
    group.sample_size(10);
    for megabytes in [1, 10] {
        for (shape, text) in shapes(megabytes * 1_000_000) {
            let tree = tree(&text);
            group.throughput(Throughput::Bytes(text.len() as u64));
            let id = BenchmarkId::new(shape, format!("{megabytes} MB"));
            group.bench_function(id, |bencher| {
                bencher.iter(|| black_box(check(&tree, Style::Json)));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, by_components, by_shape);
criterion_main!(benches);
