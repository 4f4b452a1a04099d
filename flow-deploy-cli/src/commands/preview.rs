//! `preview`: a flow as a phone shows it.

use super::{Context, READS, one_flow};
use crate::arguments::Preview;
use crate::exit::{Exit, Failure};
use crate::interrupt::Stops;

pub(super) async fn preview(context: &Context, options: Preview, stops: &Stops) -> Exit {
    match &options.name {
        Some(name) if options.hosted => {
            let preview = one_flow::hosted_preview(context, name, options.invalidate);
            stops.unless_stopped(preview, READS).await
        }
        _ => on_this_machine(context, options, stops).await,
    }
}

#[cfg(not(feature = "preview"))]
async fn on_this_machine(_: &Context, _: Preview, _: &Stops) -> Exit {
    use std::ffi::OsStr;
    use std::path::Path;

    let program = std::env::current_exe().ok();
    let name = program.as_deref().and_then(Path::file_stem);
    let name = name.unwrap_or(OsStr::new("NAME")).display();
    let folder = program.as_deref().and_then(Path::parent);
    let is_example = folder.is_some_and(|folder| folder.ends_with("examples"));
    let target = if is_example { "example" } else { "bin" };
    Err(Failure::usage(format!(
        "the page is not in this program: try `cargo flow preview --{target} {name}`, which also follows each change, or \
         give `flow-deploy-cli` in `Cargo.toml` the feature: `features = [\"preview\"]`; --hosted prints a link of Meta's",
    )))
}

#[cfg(feature = "preview")]
async fn on_this_machine(context: &Context, options: Preview, stops: &Stops) -> Exit {
    use serde_json::json;

    use crate::exit::SUCCESS;
    use crate::output::{print, say};

    let names: Vec<String> = options.name.into_iter().collect();
    let flow = match context.named(&names)?.as_slice() {
        [flow] => *flow,
        [] => return Err(Failure::usage("this program has no flows")),
        several => {
            let names: Vec<&str> = several.iter().map(|flow| flow.name.as_str()).collect();
            let names = names.join(", ");
            return Err(Failure::usage(format!("name a flow to show: {names}")));
        }
    };
    let places = flow.source_places().map(|place| place.to_string());
    let page = flow_preview::Preview::of_flow(&flow.name, &flow.json, places);
    let page = options.page.apply(page)?;
    let ready = |address: &str| {
        let printed = print(
            context.format,
            || json!({"name": flow.name, "address": address}),
            || format!("Open {address} (Ctrl-C ends it)\n"),
        );
        if let Err(failure) = printed {
            say(&failure.to_string());
        }
    };
    page.run(ready, async {
        stops.first().await;
    })
    .await?;
    Ok(SUCCESS)
}

#[cfg(feature = "preview")]
impl From<flow_preview::Error> for Failure {
    fn from(error: flow_preview::Error) -> Self {
        Self::usage(error.to_string())
    }
}
