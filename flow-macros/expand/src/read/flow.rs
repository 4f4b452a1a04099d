//! The flow and its screens.

use flow_json::infer;
use flow_json::table::{self, FLOW, SCREEN};
use flow_json::tree::{Node, Object, Value};
use flow_json::{Category, TextRange};
use proc_macro2::Span;

use super::value::{Expected, constant};
use super::{Deployed, Field, Flow, Loops, Reader};
use crate::syntax::{Array, Expr};
use crate::texts::Texts;

/// The screens that may follow a screen, as `routes: [ … ]` names them.
type Routes = Vec<(String, TextRange)>;

impl<'r> Reader<'r> {
    pub(super) fn flow(mut self, body: &'r Expr) -> Flow {
        self.levels_of(body);
        let Expr::Struct(literal) = body.bare() else {
            // A body that could not be parsed has been reported.
            if !matches!(body.bare(), Expr::Wrong(_)) {
                self.errors
                    .push(body.span(), "expected a flow; write `Flow { … }`");
            }
            return self.nothing(body.span());
        };
        match literal.name() {
            Some(name) if name == "Flow" => {}
            _ => {
                self.errors
                    .push(literal.path.span(), "expected a flow; write `Flow { … }`");
                return self.nothing(literal.path.span());
            }
        }
        let span = literal.path.span();
        let mut fields = self.fields(&literal.fields);
        self.mend_words("the flow", &FLOW, &mut fields);
        self.texts(&fields);
        // Screens refer to the types, which may be written behind them.
        for field in fields.iter().filter(|field| field.name == "types") {
            self.types(field.value);
        }
        let reply = fields
            .iter()
            .find(|field| field.name == "reply" && field.rename.is_none());
        let reply = reply.and_then(|field| Some((field.span, self.reply_type(field.value)?)));
        let version = fields.iter().find(|field| field.name == "version");
        if let Some(version) = version.and_then(|field| field.value.as_text()?.parse().ok()) {
            self.written_version = Some(version);
        }
        let mut name = None;
        let mut renamed_from = None;
        let mut categories = vec![Category::Other];
        let mut members = Object::default();
        let mut routes = Vec::new();
        let mut routed = true;
        for field in &fields {
            match &field.name[..] {
                "routing_model" if field.rename.is_none() && is_none(field.value) => routed = false,
                "types" | "reply" | "languages" | "texts" if field.rename.is_none() => {}
                "name" if field.rename.is_none() => name = Some(self.deploy_name(field)),
                "renamed_from" if field.rename.is_none() => {
                    renamed_from = self
                        .former_name(field)
                        .map(|name| (field.value.span(), name));
                }
                "categories" if field.rename.is_none() => categories = self.categories(field.value),
                "screens" if field.rename.is_none() => {
                    let screens = self.screens(field.value, &mut routes);
                    members.push("screens", self.at(field.span), screens);
                }
                _ => {
                    let (key, value) = self.member(&FLOW, field);
                    members.push(key, self.at(field.span), value);
                }
            }
        }
        let name = name.unwrap_or_else(|| {
            let message = "the flow has no name; write `name: \"…\"`, which it is deployed as";
            self.errors.push(span, message);
            String::new()
        });
        let (name, renamed_from) = match &self.texts {
            Texts::None => {
                let former = self.other_than(&name, renamed_from);
                (name, former)
            }
            Texts::Unknown => (name, renamed_from.map(|(_, former)| former)),
            Texts::Of(languages, index) => {
                let code = &languages.all[*index].code;
                let former = renamed_from.and_then(|(_, former)| match index {
                    _ if former != name => Some(format!("{former}.{code}")),
                    // The flow had no languages before, and goes on as its first one.
                    0 => Some(former),
                    _ => None,
                });
                (format!("{name}.{code}"), former)
            }
        };
        let reply = reply.and_then(|(place, reply)| {
            if members.entry("data_api_version").is_none() {
                let message = "only an endpoint ends a flow with this reply, and this flow has none; the \
                               fields of `complete` are in `Reply` without it";
                self.errors.push(place, message);
                return None;
            }
            Some(reply)
        });
        if routed {
            infer_routing_model(&mut members, &routes, self.has_branches);
        }
        let mut tree = self.object_at(span, members);
        self.write_expressions(&mut tree);
        if !self.constants.is_empty() {
            self.advise(&tree);
        }
        self.test_screens(&tree);
        Flow {
            deployed: Deployed {
                name,
                renamed_from,
                categories,
            },
            tree,
            reply,
            spans: self.spans,
            constants: self.constants,
            loops: self.loops,
            files: self.files,
            texts: self.texts,
            uses: self.uses,
            has_components: false,
            levels: self.levels,
        }
    }

    /// The flow of a body that is none, which has been reported.
    fn nothing(mut self, span: Span) -> Flow {
        Flow {
            deployed: Deployed::default(),
            tree: self.unknown(span),
            reply: None,
            spans: self.spans,
            constants: Vec::new(),
            loops: Loops::default(),
            files: Vec::new(),
            texts: self.texts,
            uses: self.uses,
            has_components: false,
            levels: Vec::new(),
        }
    }

    pub(super) fn deploy_name(&mut self, field: &Field<'_>) -> String {
        match field.value.as_text() {
            Some(name) if !name.trim().is_empty() => name.to_owned(),
            Some(_) => {
                let message = "the name that a flow is deployed as must not be blank";
                self.errors.push(field.value.span(), message);
                String::new()
            }
            None => {
                let message =
                    "the name that a flow is deployed as is a string; write `name: \"…\"`";
                self.errors.push(field.value.span(), message);
                String::new()
            }
        }
    }

    /// `renamed_from: "claim"`
    pub(super) fn former_name(&mut self, field: &Field<'_>) -> Option<String> {
        let message = match field.value.as_text() {
            Some(name) if !name.trim().is_empty() => return Some(name.to_owned()),
            Some(_) => {
                "the name that a flow had before must not be blank; leave `renamed_from` out"
            }
            None => "the name that a flow had before is a string; write `renamed_from: \"…\"`",
        };
        self.errors.push(field.value.span(), message);
        None
    }

    /// The former name of a flow, which is another than its name.
    pub(super) fn other_than(
        &mut self,
        name: &str,
        former: Option<(Span, String)>,
    ) -> Option<String> {
        let (span, former) = former?;
        if former == name {
            let message = "this is the flow's name; `renamed_from` is the one that it had before";
            self.errors.push(span, message);
            return None;
        }
        Some(former)
    }

    pub(super) fn categories(&mut self, expr: &Expr) -> Vec<Category> {
        let Expr::Array(array) = expr.bare() else {
            let message = "expected a list of categories; write `categories: [SURVEY]`";
            self.errors.push(expr.span(), message);
            return Vec::new();
        };
        if array.items.is_empty() {
            let message = "a flow has at least one category; write `categories: [OTHER]`";
            self.errors.push(array.brackets.join(), message);
        }
        let mut categories = Vec::new();
        for item in &array.items {
            let text = match (item.as_ident(), item.as_text()) {
                (Some(ident), _) => ident.to_string(),
                (None, Some(text)) => text.to_owned(),
                _ => {
                    self.errors
                        .push(item.span(), "a category is one word; write `SURVEY`");
                    continue;
                }
            };
            let names = Category::ALL.iter().map(|category| category.as_str());
            match text.parse::<Category>() {
                Ok(category) if categories.contains(&category) => {
                    self.errors
                        .push(item.span(), format!("`{text}` is written twice; keep one"));
                }
                Ok(category) => categories.push(category),
                Err(_) => {
                    let help = match table::nearest(&text, names.clone()) {
                        Some(meant) => format!("write `{meant}`"),
                        None => {
                            let all: Vec<_> = names.map(|name| format!("`{name}`")).collect();
                            format!("write one of {}", all.join(", "))
                        }
                    };
                    self.errors
                        .push(item.span(), format!("no category `{text}`: {help}"));
                }
            }
        }
        categories
    }

    fn screens(&mut self, expr: &'r Expr, routes: &mut Vec<Routes>) -> Node {
        let Expr::Array(array) = expr.bare() else {
            if let Expr::Macro(call) = expr.bare() {
                return self.macro_call(call);
            }
            if !matches!(expr.bare(), Expr::Wrong(_)) {
                self.errors.push(
                    expr.span(),
                    "expected a list of screens; write `[Screen { … }]`",
                );
            }
            return self.unknown(expr.span());
        };
        let mut screens = Vec::with_capacity(array.items.len());
        for item in &array.items {
            let (screen, targets) = self.screen(item);
            screens.push(screen);
            routes.push(targets);
        }
        Node::new(self.at(array.place()), Value::Array(screens))
    }

    fn screen(&mut self, expr: &'r Expr) -> (Node, Routes) {
        self.levels_of(expr);
        let literal = match expr.bare() {
            Expr::Struct(literal) => literal,
            Expr::Macro(call) => return (self.macro_call(call), Routes::new()),
            Expr::Wrong(_) => return (self.unknown(expr.span()), Routes::new()),
            other => {
                self.errors
                    .push(other.span(), "expected a screen; write `Screen { … }`");
                return (self.unknown(other.span()), Routes::new());
            }
        };
        let span = literal.path.span();
        if literal.name().is_none_or(|name| name != "Screen") {
            self.errors
                .push(span, "expected a screen; write `Screen { … }`");
            return (self.unknown(span), Routes::new());
        }
        self.screen = Some(literal);
        let mut routes = Routes::new();
        let mut members = Object::default();
        let mut ends = true;
        let mut fields = self.fields(&literal.fields);
        self.mend_words("the screen", &SCREEN, &mut fields);
        for field in fields {
            match &field.name[..] {
                "terminal" if field.rename.is_none() && is_none(field.value) => ends = false,
                "routes" if field.rename.is_none() => routes = self.routes(field.value),
                "data" if field.rename.is_none() => {
                    let data = self.data_model(field.value);
                    members.push("data", self.at(field.span), data);
                }
                // The layout is implied.
                "children" if field.rename.is_none() => {
                    let mut layout = Object::default();
                    constant(
                        &mut layout,
                        "type",
                        self.at(field.span),
                        "SingleColumnLayout",
                    );
                    let children = self.components(field.value);
                    layout.push("children", self.at(field.span), children);
                    members.push(
                        "layout",
                        self.at(field.span),
                        self.object_at(field.span, layout),
                    );
                }
                "layout" if field.rename.is_none() => {
                    let layout = self.layout(field.value);
                    members.push("layout", self.at(field.span), layout);
                }
                _ => {
                    let (key, value) = self.member(&SCREEN, &field);
                    members.push(key, self.at(field.span), value);
                }
            }
        }
        if ends
            && members.entry("terminal").is_none()
            && let Some(loc) = infer::is_terminal(&members)
        {
            members.push("terminal", loc, Node::new(loc, Value::Bool(true)));
        }
        (self.object_at(span, members), routes)
    }

    /// `layout: SingleColumnLayout { children: [ … ] }`
    fn layout(&mut self, expr: &Expr) -> Node {
        let Expr::Struct(literal) = expr.bare() else {
            return self.value(expr, Expected::Free);
        };
        let span = literal.path.span();
        let mut layout = Object::default();
        let name = literal.name().map_or_else(String::new, ToString::to_string);
        constant(&mut layout, "type", self.at(span), name);
        for field in self.fields(&literal.fields) {
            let (key, value) = self.member(&table::LAYOUT, &field);
            layout.push(key, self.at(field.span), value);
        }
        self.object_at(span, layout)
    }

    fn routes(&mut self, expr: &Expr) -> Routes {
        let Expr::Array(array) = expr.bare() else {
            self.errors.push(
                expr.span(),
                "expected a list of screens; write `routes: [SCREEN]`",
            );
            return Routes::new();
        };
        self.screen_ids(array)
            .into_iter()
            .map(|(id, span)| (id, self.at(span)))
            .collect()
    }

    /// The ids of a list of screens.
    pub(super) fn screen_ids(&mut self, array: &Array) -> Vec<(String, Span)> {
        let mut ids = Vec::with_capacity(array.items.len());
        for item in &array.items {
            match (item.as_ident(), item.as_text()) {
                (Some(ident), _) => ids.push((ident.to_string(), ident.span())),
                (None, Some(text)) => ids.push((text.to_owned(), item.span())),
                _ => self
                    .errors
                    .push(item.span(), "expected the id of a screen; write `SCREEN`"),
            }
        }
        ids
    }
}

/// Whether a value is `None`, which keeps a property from being inferred.
fn is_none(value: &Expr) -> bool {
    value.as_ident().is_some_and(|name| name == "None")
}

/// Adds the routing model to a flow with an endpoint, which must have one, to a flow with `routes`, and
/// to one in which a way stands in an `If`, where phones do not see it.
fn infer_routing_model(members: &mut Object, routes: &[Routes], has_branches: bool) {
    if members.entry("routing_model").is_some() {
        return;
    }
    let Some(screens) = members.entry("screens") else {
        return;
    };
    let loc = screens.key_loc;
    let Some(nodes) = screens.value.as_array() else {
        return;
    };
    let wanted = members.entry("data_api_version").is_some()
        || routes.iter().any(|targets| !targets.is_empty())
        || has_branches && infer::has_routes_in_branches(nodes);
    if !wanted {
        return;
    }
    let model = infer::routing_model(nodes, routes);
    members.push("routing_model", loc, Node::new(loc, Value::Object(model)));
}
