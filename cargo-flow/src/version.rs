//! Versions of Flow JSON on the command line and in documents.

use flow_json::Version;
use flow_json::tree::{Node, Value};

/// A version that Meta knows.
///
/// # Errors
///
/// The version is unknown. The error lists the known ones.
pub(crate) fn known(text: &str) -> Result<Version, String> {
    let version = text.parse::<Version>().ok();
    version
        .filter(|version| version.state().is_some())
        .ok_or_else(|| {
            let all: Vec<_> = Version::ALL
                .iter()
                .map(|(version, _)| version.to_string())
                .collect();
            format!("the versions are {}", all.join(", "))
        })
}

/// Gives a flow another version: at the place of its old one, or else as its first member.
pub(crate) fn set(flow: &mut Node, version: Version) {
    let loc = flow.loc;
    let Value::Object(object) = &mut flow.value else {
        return;
    };
    let text = version.to_string();
    match object
        .entries
        .iter_mut()
        .find(|entry| entry.key == "version")
    {
        Some(entry) => entry.value.value = Value::String(text.into()),
        None => {
            object.push("version", loc, Node::string(loc, text));
            object.entries.rotate_right(1);
        }
    }
}
