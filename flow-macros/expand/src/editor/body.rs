//! The body of `flow!`, token by token: its uses of names as statements, its names by the way.

use flow_json::table::{self, Input, Shape, Type};
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::quote;

use super::names::{Field, Kind, Names, Screen};
use super::tokens::{field, group, inside, parts, path_length, string, string_ident};
use super::variable;
use crate::parse::is_punct;
use crate::read::is_action;

/// The statements that use what the flow uses, and the names that it defines.
pub(super) fn read(body: TokenStream) -> (TokenStream, Names) {
    let mut reader = Reader::default();
    let trees: Vec<_> = body.into_iter().collect();
    let uses = reader.uses(&trees);
    (uses, reader.names)
}

#[derive(Default)]
struct Reader {
    names: Names,
    /// Whether structs are components here.
    components: bool,
}

impl Reader {
    /// The uses in an expression, or in a list of them: a statement each.
    fn uses(&mut self, trees: &[TokenTree]) -> TokenStream {
        let mut out = TokenStream::new();
        // Between `if` or `match` and the braces that follow, a name has no braces of its own.
        let mut choice = false;
        let mut at = 0;
        while let Some(tree) = trees.get(at) {
            at += match tree {
                TokenTree::Ident(name) if name == "if" || name == "match" => {
                    choice = true;
                    1
                }
                TokenTree::Ident(name) if is_no_use(name) => 1,
                // The type of an example.
                TokenTree::Ident(name) if name == "as" => {
                    let rest = &trees[at..];
                    rest.iter()
                        .position(|tree| is_punct(tree, ','))
                        .unwrap_or(rest.len())
                }
                TokenTree::Ident(_) => self.used(&trees[at..], choice, &mut out),
                TokenTree::Group(group) => {
                    choice &= group.delimiter() != Delimiter::Brace;
                    out.extend(self.uses(&inside(group)));
                    1
                }
                TokenTree::Punct(hash) if hash.as_char() == '#' => {
                    1 + usize::from(group(trees.get(at + 1), Delimiter::Bracket).is_some())
                }
                _ => 1,
            };
        }
        out
    }

    /// What begins with a name. Returns how many tokens it has.
    fn used(&mut self, trees: &[TokenTree], choice: bool, out: &mut TokenStream) -> usize {
        let path = &trees[..path_length(trees)];
        let next = trees.get(path.len());
        if let ([TokenTree::Ident(name)], Some(group)) = (path, group(next, Delimiter::Brace))
            && !choice
        {
            out.extend(self.structure(name, group));
            return 2;
        }
        if let ([TokenTree::Ident(name)], Some(group)) = (path, group(next, Delimiter::Parenthesis))
            && is_action(&name.to_string())
        {
            out.extend(quote!(v(#name);));
            let arguments = inside(group);
            out.extend(match name == "navigate" {
                true => self.target(&arguments),
                false => self.uses(&arguments),
            });
            return 2;
        }
        if let Some(fields) = group(next, Delimiter::Brace)
            && !choice
        {
            // A component by its path.
            out.extend(self.other(path, fields));
            return path.len() + 1;
        }
        if next.is_some_and(|next| is_punct(next, '!'))
            && let Some(TokenTree::Group(_)) = trees.get(path.len() + 1)
        {
            // The JSON of `json!( … )` has no names; other macros make constants.
            if !matches!(path, [TokenTree::Ident(name)] if name == "json") {
                let call = &trees[..path.len() + 2];
                out.extend(quote!(v(#(#call)*);));
            }
            return path.len() + 2;
        }
        if let [TokenTree::Ident(form), _, TokenTree::Ident(name), ..] = path
            && form == "form"
            && let Some(screen) = self.names.screens.last_mut()
        {
            screen.asked.push(name.clone());
        }
        let call = usize::from(group(next, Delimiter::Parenthesis).is_some());
        let whole = &trees[..path.len() + call];
        out.extend(quote!(v(#(#whole)*);));
        let mut length = whole.len();
        // `form["first-name"].x`
        while let Some(index) = group(trees.get(length), Delimiter::Bracket) {
            out.extend(self.uses(&inside(index)));
            length += 1;
            while trees.get(length).is_some_and(|tree| is_punct(tree, '.')) {
                length += 1;
                length += usize::from(matches!(trees.get(length), Some(TokenTree::Ident(_))));
            }
        }
        length
    }

    /// The screen in `navigate(SCREEN { key: value })`.
    fn target(&mut self, trees: &[TokenTree]) -> TokenStream {
        match trees {
            [TokenTree::Ident(id), TokenTree::Group(group)] => {
                let fields = self.fields(group, |_, _, _| {}, None);
                quote!(v(#id { #fields ..rest() });)
            }
            _ => screens(trees),
        }
    }

    /// `Name { field: value }`
    fn structure(&mut self, name: &Ident, group: &Group) -> TokenStream {
        let text = name.to_string();
        if is_action(&text) {
            let payload = self.values(group);
            return quote!(v(#name); #payload);
        }
        if text == "Screen" {
            return self.screen(name, group);
        }
        if text == "RoutingModel" {
            let trees = inside(group);
            return screens(&trees);
        }
        let component = table::component(&text);
        let shape = match (component, &text[..]) {
            (Some(component), _) => Some(&component.shape),
            (None, "Flow") => Some(&table::FLOW),
            (None, "SingleColumnLayout") => Some(&table::LAYOUT),
            (None, _) => table::record(&text),
        };
        let Some(shape) = shape else {
            let name = TokenTree::Ident(name.clone());
            return self.other(&[name], group);
        };
        if let Some(input) = component.and_then(|component| component.input) {
            self.input(&text, input, group);
        }
        let fields = self.fields(group, |_, _, _| {}, Some(shape));
        quote!(v(#name { #fields ..rest() });)
    }

    /// A component of the author's own, or an object with any keys.
    fn other(&mut self, path: &[TokenTree], group: &Group) -> TokenStream {
        let is_cases = matches!(path, [TokenTree::Ident(name)] if name == "Cases");
        let values = self.values(group);
        if !self.components || is_cases {
            return values;
        }
        if let Some(screen) = self.names.screens.last_mut() {
            screen.has_components = true;
        }
        quote!(v(#(#path)* { ..rest() }); #values)
    }

    /// The values of an object with any keys.
    fn values(&mut self, group: &Group) -> TokenStream {
        let trees = inside(group);
        parts(&trees)
            .map(|part| {
                let (_, value) = field(part);
                self.uses(value.unwrap_or(part))
            })
            .collect()
    }

    /// The fields of a known object, each with its value.
    fn fields(
        &mut self,
        group: &Group,
        mut note: impl FnMut(&mut Self, &Ident, &[TokenTree]),
        shape: Option<&Shape>,
    ) -> TokenStream {
        let trees = inside(group);
        let mut out = TokenStream::new();
        for part in parts(&trees) {
            let (Some(name), value) = field(part) else {
                continue;
            };
            let Some(value) = value else {
                // No comma: where nothing stands at the cursor, the name that rust-analyzer puts
                // there must be all that is added.
                out.extend(quote!(#name));
                continue;
            };
            note(self, name, value);
            let text = name.to_string();
            let text = text.trim_start_matches("r#");
            let ty = shape.and_then(|shape| shape.property_of_ident(text));
            let components = text == "children"
                || matches!(
                    ty.map(|property| &property.ty),
                    Some(Type::Components | Type::Cases)
                );
            let around = std::mem::replace(&mut self.components, components);
            let uses = match (shape.map(|shape| shape.name), text) {
                (Some("Flow"), "types") => {
                    self.types(value);
                    TokenStream::new()
                }
                (Some("Flow"), "categories") => {
                    let uses = self.uses(value);
                    quote!(use ::flow_dsl::__private::editor::categories::*; #uses)
                }
                (Some("Screen"), "routes") => screens(value),
                _ => self.uses(value),
            };
            self.components = around;
            out.extend(match uses.is_empty() {
                true => quote!(#name: rest(),),
                false => quote!(#name: v({ #uses }),),
            });
        }
        out
    }

    fn screen(&mut self, name: &Ident, group: &Group) -> TokenStream {
        let index = self.names.screens.len();
        self.names.screens.push(Screen::default());
        let note = |this: &mut Self, name: &Ident, value: &[TokenTree]| {
            if name == "id" {
                this.names.screens[index].id = string_ident(value);
            } else if name == "title" {
                this.names.screens[index].title = string(value).unwrap_or_default();
            } else if name == "data" {
                match value {
                    [TokenTree::Ident(_), TokenTree::Group(group)] => {
                        let fields = this.members(group);
                        this.names.screens[index].data = fields;
                    }
                    _ => this.names.screens[index].has_json_data = true,
                }
            }
        };
        let fields = self.fields(group, note, Some(&table::SCREEN));
        let (form_type, data_type) = self.names.variables(index);
        let author: TokenStream = TokenTree::Ident(name.clone()).into();
        let (form, data) = (variable("form", &author), variable("data", &author));
        quote! {
            let #form: #form_type = rest();
            let #data: #data_type = rest();
            v(#name { #fields ..rest() });
        }
    }

    /// Notes an input by its name.
    fn input(&mut self, component: &str, input: Input, group: &Group) {
        let trees = inside(group);
        let value = |wanted: &str| {
            parts(&trees).find_map(|part| match field(part) {
                (Some(name), Some(value)) if name == wanted => Some(value),
                _ => None,
            })
        };
        let Some(name) = value("name").and_then(string_ident) else {
            return;
        };
        let kind = match input {
            Input::Text => Kind::Known("Text"),
            Input::Texts | Input::Files => Kind::Known("List"),
            Input::Boolean => Kind::Known("Boolean"),
            Input::ByInputType | Input::Calendar => Kind::Unknown,
        };
        let doc = match value("label").and_then(string) {
            Some(label) => format!("The `{component}` “{label}”."),
            None => format!("A `{component}`."),
        };
        if let Some(screen) = self.names.screens.last_mut() {
            screen.inputs.push(Field { name, kind, doc });
        }
    }

    /// `types: [Slot { id: String }]`
    fn types(&mut self, value: &[TokenTree]) {
        let Some(list) = group(value.first(), Delimiter::Bracket) else {
            return;
        };
        let trees = inside(list);
        for part in parts(&trees) {
            if let [TokenTree::Ident(name), TokenTree::Group(group)] = part {
                let index = self.object(group);
                self.names.types.push((name.to_string(), index));
            }
        }
    }

    fn object(&mut self, group: &Group) -> usize {
        let fields = self.members(group);
        self.names.objects.push(fields);
        self.names.objects.len() - 1
    }

    /// The fields of an example or a type.
    fn members(&mut self, group: &Group) -> Vec<Field> {
        let trees = inside(group);
        let mut fields = Vec::new();
        for part in parts(&trees) {
            if let (Some(name), Some(value)) = field(part) {
                fields.push(Field {
                    name: name.clone(),
                    kind: self.kind(value),
                    doc: format!("Example: `{}`", example(value)),
                });
            }
        }
        fields
    }

    /// What an example or a type is.
    fn kind(&mut self, value: &[TokenTree]) -> Kind {
        match value {
            [.., TokenTree::Ident(keyword), TokenTree::Ident(name)] if keyword == "as" => {
                named(name)
            }
            [TokenTree::Literal(literal)] if literal.to_string().contains('"') => {
                Kind::Known("Text")
            }
            [TokenTree::Literal(_)] => Kind::Known("Number"),
            [TokenTree::Punct(_), TokenTree::Literal(_)] => Kind::Known("Number"),
            [TokenTree::Ident(name)] => named(name),
            [TokenTree::Group(_)] => Kind::Known("List"),
            [TokenTree::Ident(name), TokenTree::Group(group)]
                if group.delimiter() == Delimiter::Brace && !is_action(&name.to_string()) =>
            {
                Kind::Object(self.object(group))
            }
            _ => Kind::Unknown,
        }
    }
}

/// What a word is, as an example or as a type.
fn named(name: &Ident) -> Kind {
    match &name.to_string()[..] {
        "String" => Kind::Known("Text"),
        "f64" | "i64" => Kind::Known("Number"),
        "bool" | "true" | "false" => Kind::Known("Boolean"),
        name => Kind::Named(name.to_owned()),
    }
}

/// An example on one line, shortened.
fn example(value: &[TokenTree]) -> String {
    let text: TokenStream = value.iter().cloned().collect();
    let text = text.to_string().replace(['`', '\n'], " ");
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The ids among the tokens. A screen is a type there, since its data has names.
fn screens(trees: &[TokenTree]) -> TokenStream {
    let uses = trees.iter().map(|tree| match tree {
        TokenTree::Ident(id) => quote!(screen_of::<#id>();),
        TokenTree::Group(group) => screens(&inside(group)),
        _ => TokenStream::new(),
    });
    uses.collect()
}

/// Words that stand for themselves.
fn is_no_use(name: &Ident) -> bool {
    ["true", "false", "else", "let", "_"]
        .iter()
        .any(|word| name == word)
}
