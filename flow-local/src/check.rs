use flow_json::{LineIndex, Severity, Style, check, pointer, read_bytes};
use serde_json::json;

/// A [`validator`](crate::LocalServiceBuilder::validator) that finds the errors of
/// [`flow_json::check`], which Meta would refuse.
///
/// Each error is a JSON object as text, in the form of Meta's own API: `error`, `error_type`,
/// `message`, `line_start`, `column_start`, `pointers`.
///
/// ```
/// use flow_local::check_flow_json;
///
/// let errors = check_flow_json(br#"{"version": "7.3", "screens": {}}"#);
/// assert!(errors[0].contains("\"path\":\"screens\""), "{errors:?}");
/// ```
pub fn check_flow_json(flow_json: &[u8]) -> Vec<String> {
    let reading = read_bytes(flow_json);
    let mut found = reading.diagnostics;
    if let Some(root) = &reading.root {
        found.extend(check(root, Style::Json));
    }
    let text = String::from_utf8_lossy(flow_json);
    let lines = LineIndex::new(&text);
    let errors = found.into_iter();
    let errors = errors.filter(|found| found.severity == Severity::Error);
    let errors = errors.map(|error| {
        let start = lines.line_column(error.place.loc.start());
        let end = lines.line_column(error.place.loc.end());
        let place = json!({
            "line_start": start.line, "line_end": end.line,
            "column_start": start.column, "column_end": end.column,
            "path": path(&error.place.pointer),
        });
        let help = error
            .help
            .map(|help| format!("; {help}"))
            .unwrap_or_default();
        let mut object = place.clone();
        object["error"] = error.rule.code.into();
        object["error_type"] = "FLOW_JSON_ERROR".into();
        object["message"] = format!("{}{help}", error.message).into();
        object["pointers"] = json!([place]);
        object.to_string()
    });
    errors.collect()
}

/// A JSON pointer as Meta writes it: `screens[0].title`.
fn path(pointer: &str) -> String {
    let mut path = String::new();
    for step in pointer::tokens(pointer) {
        if pointer::index(&step).is_some() {
            path += &format!("[{step}]");
        } else if path.is_empty() {
            path += &step;
        } else {
            path += &format!(".{step}");
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use flow_deploy::ValidationError;

    #[test]
    fn an_error_leads_to_its_place() {
        let json = r#"{"version":"7.3","screens":[{"id":"A","title":7}]}"#;
        let errors = check_flow_json(json.as_bytes());
        let errors = errors.iter().map(|error| ValidationError::parse(error));
        let errors: Vec<_> = errors.collect();
        let title = errors
            .iter()
            .find(|error| error.places[0].pointer().as_deref() == Some("/screens/0/title"));
        let title = &title.unwrap_or_else(|| panic!("{errors:?}")).places[0];
        assert_eq!(title.offset(json), json.find('7').map(|_| 46), "{title:?}");
        assert!(!check_flow_json(b"{x").is_empty());
    }
}
