//! Pages on components, on the objects inside them and on actions: what editors show, and `cargo flow
//! explain`.
//!
//! All of it comes from the table and from the rules, so no page is written by hand.

use std::fmt::Write as _;

use super::{
    COMPONENTS, Component, Dynamic, FLOW, Format, LAYOUT, Picture, Property, SCREEN, Shape, Type,
    action, component, record, rust_fields,
};
use crate::check::RULES;
use crate::diagnostic::Style;
use crate::version::Version;

/// The page on a component, an object inside components, an action, the flow, a screen or its layout,
/// in Markdown: its properties with their types, limits and versions, the objects that its lists take,
/// and the rules that speak of it.
///
/// ```
/// use flow_json::{Style, table};
///
/// let page = table::page("Dropdown", Style::Rust).unwrap();
/// assert!(page.contains("- `label`: text, up to 20 characters, or an expression; required."));
/// assert!(page.contains("- `data_source`: a list of `Item`"));
/// assert!(page.contains("## `Item`"));
/// assert!(page.contains("- `long-list-with-images`: "));
/// assert!(table::page("navigate", Style::Json).unwrap().contains("`EmbeddedLink`, "));
/// assert_eq!(table::page("Dropbox", Style::Rust), None);
/// ```
pub fn page(name: &str, style: Style) -> Option<String> {
    let component = component(name);
    let shape = match component {
        Some(component) => &component.shape,
        None => shape(name)?,
    };
    let mut text = about(shape, component);
    properties(&mut text, shape, style);
    if let Some(component) = component {
        example(&mut text, component, style);
    }
    let users = COMPONENTS.iter().filter(|user| {
        let mut inner = Inner::default();
        inner.of(&user.shape);
        inner.objects.iter().any(|inner| inner.name == name) || inner.actions.contains(&name)
    });
    let users: Vec<_> = users.map(|user| format!("`{}`", user.shape.name)).collect();
    if !users.is_empty() {
        write(
            &mut text,
            format_args!("\nIt stands in {}.\n", users.join(", ")),
        );
    }
    let mut inner = Inner::default();
    inner.of(shape);
    for shape in inner.objects {
        write(
            &mut text,
            format_args!("\n## `{}`\n\n{}\n", shape.name, shape.doc),
        );
        properties(&mut text, shape, style);
    }
    let word = format!("`{name}`");
    let mut rules = RULES
        .iter()
        .filter(|rule| rule.why.contains(&word))
        .peekable();
    if rules.peek().is_some() {
        text.push_str("\n## Rules\n\n");
        for rule in rules {
            write(&mut text, format_args!("- `{}`: {}\n", rule.name, rule.why));
        }
    }
    Some(text)
}

/// The object of that name that is no component.
fn shape(name: &str) -> Option<&'static Shape> {
    let others = [&FLOW, &SCREEN, &LAYOUT];
    let action = action(name).map(|action| &action.shape);
    record(name)
        .or(action)
        .or_else(|| others.into_iter().find(|other| other.name == name))
}

fn write(text: &mut String, more: std::fmt::Arguments<'_>) {
    text.write_fmt(more).expect("a `String` takes any text");
}

/// What it is, since when, and where it stands.
fn about(shape: &Shape, component: Option<&Component>) -> String {
    let mut text = shape.doc.to_owned();
    if shape.since > Version::V2_1 {
        write(&mut text, format_args!(" Since Flow JSON {}.", shape.since));
    }
    text.push('\n');
    let Some(component) = component else {
        return text;
    };
    let places = component.places;
    let places = [
        (places.layout, "directly on a screen"),
        (places.form, "in a `Form`"),
        (places.branch, "in a branch of an `If`"),
        (places.case, "in a case of a `Switch`"),
    ];
    let places = places.iter().filter_map(|(since, place)| {
        let since = (*since)?;
        Some(format!("{place}{}", newer(since, shape.since)))
    });
    let places: Vec<_> = places.collect();
    write(
        &mut text,
        format_args!("\nIt stands {}.", places.join(", ")),
    );
    if let Some(most) = component.max_per_screen {
        write(&mut text, format_args!(" A screen has at most {most}."));
    }
    text.push('\n');
    text
}

/// The example. As documentation of Rust it is a test, with what is around it in lines that are not shown.
fn example(text: &mut String, component: &Component, style: Style) {
    let lines = component.example.lines();
    match style {
        Style::Json => {
            text.push_str("\n## Example\n\nIn `flow!`:\n\n");
            lines.for_each(|line| write(text, format_args!("    {line}\n")));
        }
        Style::Rust => {
            text.push_str(
                "\n## Example\n\n```\n# flow_dsl::flow!(Flow {\n#     name: \"example\",\n#     version: \"7.3\",\n#     screens: [\n",
            );
            lines.for_each(|line| write(text, format_args!("{line}\n")));
            text.push_str("#     ],\n# });\n# fn main() {}\n```\n");
        }
    }
}

/// ` (since 5.0)`, for a version behind another.
fn newer(since: Version, than: Version) -> String {
    if since > than {
        format!(" (since {since})")
    } else {
        String::new()
    }
}

fn properties(text: &mut String, shape: &Shape, style: Style) {
    text.push('\n');
    for property in shape.properties {
        if matches!(property.ty, Type::String(Format::Constant(_))) {
            continue;
        }
        write(
            text,
            format_args!("- {}\n", property_line(shape, property, style)),
        );
    }
    if style == Style::Rust {
        for field in rust_fields(shape) {
            write(text, format_args!("- `{}`: {}\n", field.name, field.doc));
        }
    }
}

/// A line on a property of an object, in Markdown: its name, its type, its limits and versions, and what
/// it does.
///
/// ```
/// use flow_json::{Style, table};
///
/// let footer = table::component("Footer").unwrap();
/// let label = footer.shape.property("label").unwrap();
/// assert_eq!(
///     table::property_line(&footer.shape, label, Style::Json),
///     "`label`: text, up to 35 characters, or an expression; required. The button's text.",
/// );
/// ```
pub fn property_line(shape: &Shape, property: &Property, style: Style) -> String {
    let name = style.property(property.name);
    let mut text = format!("`{name}`{}", newer(property.since, shape.since));
    if let Some(until) = property.until {
        write(&mut text, format_args!(" (before {until} only)"));
    }
    write(&mut text, format_args!(": {}", type_of(&property.ty)));
    if let Some(max) = property.max_chars {
        write(&mut text, format_args!(", up to {max} characters"));
    }
    let is_binding = matches!(property.ty, Type::String(Format::Binding));
    text.push_str(match property.dynamic {
        Dynamic::Yes => ", or an expression",
        Dynamic::Binding if !is_binding => ", or a binding",
        Dynamic::Disputed => ", or a binding, which not all sources allow",
        Dynamic::No | Dynamic::Binding => "",
    });
    match property.required {
        Some(since) if since > shape.since.max(property.since) => {
            write(&mut text, format_args!("; required since {since}"));
        }
        Some(_) => text.push_str("; required"),
        None => {}
    }
    if let Some(default) = property.default {
        write(&mut text, format_args!("; `{default}` if left out"));
    }
    write(&mut text, format_args!(". {}", property.doc));
    text
}

/// A type in words.
fn type_of(ty: &Type) -> String {
    match ty {
        Type::String(format) => match format {
            Format::Text | Format::NotBlank => "text".to_owned(),
            Format::Name => "a name".to_owned(),
            Format::ScreenId => "the id of a screen".to_owned(),
            Format::Date => "a day, `YYYY-MM-DD`".to_owned(),
            Format::Uri => "an address with its scheme".to_owned(),
            Format::Regex => "a regular expression".to_owned(),
            Format::Color => "a colour, `#RRGGBB`".to_owned(),
            Format::Image(picture) => picture_of(picture),
            Format::Binding => "a binding".to_owned(),
            Format::Condition => "a condition".to_owned(),
            Format::Version => "a version".to_owned(),
            Format::Constant(text) => format!("`\"{text}\"`"),
        },
        Type::Boolean => "`true` or `false`".to_owned(),
        Type::Integer { min, max } => match (min, max) {
            (Some(min), Some(max)) => format!("a whole number, {min} to {max}"),
            (Some(min), None) => format!("a whole number, at least {min}"),
            (None, Some(max)) => format!("a whole number, at most {max}"),
            (None, None) => "a whole number".to_owned(),
        },
        Type::Number => "a number".to_owned(),
        Type::Choice(choices) => {
            let values = choices.iter().map(|choice| {
                format!(
                    "`\"{}\"`{}",
                    choice.value,
                    newer(choice.since, Version::V2_1)
                )
            });
            let values: Vec<_> = values.collect();
            format!("one of {}", values.join(", "))
        }
        Type::Array {
            of,
            min,
            max,
            advised,
        } => {
            let mut text = match of {
                Type::Object(shape) => format!("a list of `{}`", shape.name),
                Type::String(Format::Text | Format::NotBlank) => "a list of texts".to_owned(),
                of => format!("a list, each {}", type_of(of)),
            };
            let min = *min.max(&advised.min);
            if min > 0 {
                write(&mut text, format_args!(", at least {min}"));
            }
            if let Some(max) = max.or(advised.max) {
                write(&mut text, format_args!(", at most {max}"));
            }
            if let Some(max) = advised.max_with_images {
                write(&mut text, format_args!(", {max} with pictures"));
            }
            text
        }
        Type::Object(shape) => format!("`{}`", shape.name),
        Type::Map(of) => format!("an object with any keys, each {}", type_of(of)),
        Type::OneOf(types) => {
            let first = types.first().map_or(Version::V2_1, |(_, since)| *since);
            let types = types
                .iter()
                .map(|(ty, since)| format!("{}{}", type_of(ty), newer(*since, first)));
            types.collect::<Vec<_>>().join(" or ")
        }
        Type::Components => "a list of components".to_owned(),
        Type::Cases => "a list of components for each value".to_owned(),
        Type::Action { uses, .. } => {
            let uses = uses.iter().map(|one| format!("`{}`", one.action));
            format!("an action: {}", uses.collect::<Vec<_>>().join(", "))
        }
        Type::Payload => "any value".to_owned(),
        Type::DataModel => "the data of a screen".to_owned(),
        Type::RoutingModel => "the screens behind each screen".to_owned(),
    }
}

fn picture_of(picture: &Picture) -> String {
    let names = picture.formats.iter().map(|format| format.name());
    let names: Vec<_> = names.collect();
    let mut text = format!("a picture in base64, {}", names.join(" or "));
    for (since, most) in picture.max_kb {
        let since = newer(*since, Version::V2_1);
        write(&mut text, format_args!(", at most {most} KB{since}"));
    }
    text
}

/// What stands in the properties of a shape, each once.
#[derive(Default)]
struct Inner {
    objects: Vec<&'static Shape>,
    actions: Vec<&'static str>,
}

impl Inner {
    fn of(&mut self, shape: &Shape) {
        for property in shape.properties {
            self.of_type(&property.ty);
        }
    }

    fn of_type(&mut self, ty: &Type) {
        match ty {
            Type::Object(shape) if !self.objects.iter().any(|known| known.name == shape.name) => {
                self.objects.push(shape);
                self.of(shape);
            }
            Type::Array { of, .. } => self.of_type(of),
            Type::OneOf(types) => types.iter().for_each(|(ty, _)| self.of_type(ty)),
            Type::Action { uses, .. } => self.actions.extend(uses.iter().map(|one| one.action)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::ACTIONS;

    #[test]
    fn each_page_has_each_property_and_each_object() {
        for component in COMPONENTS {
            let name = component.shape.name;
            let text = page(name, Style::Rust).expect("it is a component");
            assert!(text.starts_with(component.shape.doc), "{text}");
            let mut inner = Inner::default();
            inner.of(&component.shape);
            let shapes = inner.objects;
            for shape in &shapes {
                assert!(text.contains(&format!("\n## `{}`\n", shape.name)), "{text}");
                let own = page(shape.name, Style::Json).expect("it is in a component");
                assert!(own.contains(&format!("`{name}`")), "{own}");
            }
            let properties = shapes.iter().flat_map(|shape| shape.properties);
            for property in component.shape.properties.iter().chain(properties) {
                let line = format!("\n- `{}`", property.name.replace('-', "_"));
                assert!(text.contains(&line), "{line} in {text}");
                assert!(text.contains(property.doc), "{}", property.doc);
            }
        }
    }
    #[test]
    fn each_action_names_the_components_that_take_it() {
        for action in ACTIONS {
            let name = action.shape.name;
            let text = page(name, Style::Json).expect("it is an action");
            assert!(text.starts_with(action.shape.doc), "{text}");
            assert!(text.contains("\nIt stands in `"), "{text}");
        }
        let text = page("complete", Style::Json).expect("it is an action");
        assert!(text.contains("\nIt stands in `Footer`.\n"), "{text}");
    }

    #[test]
    fn the_flow_and_its_screens_have_pages() {
        let text = page("Flow", Style::Rust).expect("it is the flow");
        assert!(text.contains("\n- `categories`: "), "{text}");
        assert!(text.contains("\n## `Screen`\n"), "{text}");
        let text = page("Screen", Style::Json).expect("it is a screen");
        assert!(!text.contains("`children`: The"), "{text}");
        assert!(text.contains("\n- `refresh_on_back`: "), "{text}");
    }
}
