//! The uses of names in the body of `flow!`, as statements, and the names that it defines.

use flow_json::table::{self, Input, Shape, Type};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::names::{Field, Kind, Names, Screen};
use super::variable;
use crate::errors::Errors;
use crate::parse::parse_body;
use crate::read::is_action;
use crate::syntax::{Expr, FieldValue, Member, Path, Struct, is_keyword, unraw};

/// The statements that use the names that the flow uses, and the names that it defines.
pub(super) fn read(body: TokenStream) -> (TokenStream, Names) {
    // The expansion for the compiler reports the mistakes.
    let body = parse_body(body, &mut Errors::default());
    let mut reader = Reader::default();
    let uses = reader.uses(&body);
    (uses, reader.names)
}

#[derive(Default)]
pub(super) struct Reader {
    pub(super) names: Names,
    /// Whether the expressions that are being read are components.
    components: bool,
}

impl Reader {
    /// The uses in an expression: a statement each.
    fn uses(&mut self, expr: &Expr) -> TokenStream {
        match expr {
            Expr::Literal(_) => TokenStream::new(),
            Expr::Array(array) => self.all(&array.items),
            Expr::Binary(binary) => self.all([&binary.left, &binary.right]),
            Expr::Block(block) => self.all(block.body.as_deref()),
            Expr::Cast(cast) => self.uses(&cast.value),
            Expr::Group(group) => self.uses(&group.inner),
            // A loop of Rust's, so that the editor knows the item.
            Expr::For(each) => {
                let (name, list) = (&each.name, &each.list);
                let body = self.all(each.body.body.as_deref());
                match list {
                    Expr::Wrong(_) => body,
                    // Items are copied.
                    list => quote!(for &#name in #list { #body }),
                }
            }
            Expr::If(choice) => {
                let condition = self.uses(&choice.condition);
                let then = self.all(choice.then.body.as_deref());
                let otherwise = self.all(choice.otherwise.as_ref().map(|(_, branch)| branch));
                quote!(#condition #then #otherwise)
            }
            Expr::Index(index) => self.all([&index.base, &index.index]),
            Expr::Match(choice) => {
                let value = self.uses(&choice.value);
                let arms = self.all(choice.arms.iter().map(|arm| &arm.body));
                quote!(#value #arms)
            }
            Expr::Paren(paren) => self.uses(&paren.inner),
            Expr::Struct(literal) => self.structure(literal),
            Expr::Text(text) => {
                let (word, bang) = (&text.word, &text.bang);
                let values = self.all(text.placeholders.iter().map(|one| &one.value));
                quote!(v(#word #bang ("")); #values)
            }
            Expr::Unary(unary) => self.uses(&unary.operand),
            // The JSON of `json!( … )` has no names; other macros make constants.
            Expr::Macro(call) if call.path.is_ident("json") => TokenStream::new(),
            Expr::Call(call) => match call.function.as_ident() {
                Some(name) if is_action(&name.to_string()) => {
                    let arguments = match &call.arguments[..] {
                        [target] if name == "navigate" => self.target(target),
                        arguments => self.all(arguments),
                    };
                    quote!(v(#name); #arguments)
                }
                _ => quote!(v(#expr);),
            },
            Expr::Field(_) => match names(expr) {
                Some(names) => {
                    if let [form, input, ..] = names[..]
                        && form == "form"
                        && let Some(screen) = self.names.screens.last_mut()
                    {
                        screen.form_fields.push(input.clone());
                    }
                    quote!(v(#expr);)
                }
                None => self.all(base(expr)),
            },
            Expr::Macro(_) | Expr::MethodCall(_) | Expr::Path(_) => quote!(v(#expr);),
            // With a name at the cursor it will be a path, which has no braces.
            Expr::Rust(rust) if ends_with_colon(rust) => quote!(v(#rust);),
            Expr::Rust(rust) => quote!(v({ #rust });),
            Expr::Wrong(wrong) => {
                let word = wrong.to_string();
                if wrong.is_empty() || is_keyword(&word) {
                    TokenStream::new()
                } else {
                    quote!(v(#wrong);)
                }
            }
        }
    }

    fn all<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) -> TokenStream {
        exprs.into_iter().map(|expr| self.uses(expr)).collect()
    }

    /// The screen in `navigate(SCREEN { key: value })`.
    fn target(&mut self, target: &Expr) -> TokenStream {
        match target.bare() {
            Expr::Struct(Struct { path, fields, .. }) if path.get_ident().is_some() => {
                let fields = self.fields(fields, |_, _, _| {}, None);
                quote!(v(#path { #fields ..rest() });)
            }
            _ => screens(target),
        }
    }

    /// `Name { field: value }`
    fn structure(&mut self, literal: &Struct) -> TokenStream {
        let Some(name) = literal.name() else {
            return self.other(literal);
        };
        let text = name.to_string();
        if is_action(&text) {
            let payload = self.values(literal);
            return quote!(v(#name); #payload);
        }
        if text == "Screen" {
            return self.screen(name, literal);
        }
        if text == "RoutingModel" {
            return routes(literal);
        }
        let component = table::component(&text);
        let shape = match (component, &text[..]) {
            (Some(component), _) => Some(&component.shape),
            (None, "Flow") => Some(&table::FLOW),
            (None, "SingleColumnLayout") => Some(&table::LAYOUT),
            (None, _) => table::record(&text),
        };
        let Some(shape) = shape else {
            return self.other(literal);
        };
        if let Some(input) = component.and_then(|component| component.input) {
            self.input(&text, input, literal);
        }
        let fields = self.fields(&literal.fields, |_, _, _| {}, Some(shape));
        quote!(v(#name { #fields ..rest() });)
    }

    /// A component of the author's own, or an object with any keys.
    fn other(&mut self, literal: &Struct) -> TokenStream {
        let path = &literal.path;
        let values = self.values(literal);
        if !self.components || path.is_ident("Cases") {
            return values;
        }
        if let Some(screen) = self.names.screens.last_mut() {
            screen.has_components = true;
        }
        quote!(v(#path { ..rest() }); #values)
    }

    /// The values of an object with any keys.
    fn values(&mut self, literal: &Struct) -> TokenStream {
        self.all(literal.fields.iter().map(|field| &field.value))
    }

    /// The fields of a known object, each with its value.
    fn fields(
        &mut self,
        fields: &[FieldValue],
        mut note: impl FnMut(&mut Self, &str, &Expr),
        shape: Option<&Shape>,
    ) -> TokenStream {
        let mut out = TokenStream::new();
        for field in fields {
            let FieldValue { name, value, .. } = field;
            if field.colon.is_none() {
                // No comma: rust-analyzer adds a name at the cursor, and that name must be the only
                // difference between its two expansions.
                out.extend(quote!(#name));
                continue;
            }
            let text = unraw(name);
            note(self, &text, value);
            let property = shape.and_then(|shape| shape.property_of_ident(&text));
            let ty = property.map(|property| &property.ty);
            let components =
                text == "children" || matches!(ty, Some(Type::Components | Type::Cases));
            let around = std::mem::replace(&mut self.components, components);
            let uses = match (shape.map(|shape| shape.name), &text[..]) {
                _ if is_missing(field) => TokenStream::new(),
                (Some("Flow"), "types") => {
                    self.types(value);
                    TokenStream::new()
                }
                // It is a type: it uses no names.
                (Some("Flow"), "reply") => TokenStream::new(),
                (Some("Flow"), "categories") => {
                    let uses = self.uses(value);
                    quote!(use ::flow_dsl::__private::editor::categories::*; #uses)
                }
                (Some("Screen"), "routes") => screens(value),
                _ => self.uses(value),
            };
            self.components = around;
            out.extend(if uses.is_empty() {
                quote!(#name: rest(),)
            } else {
                quote!(#name: v({ #uses }),)
            });
        }
        out
    }

    fn screen(&mut self, name: &Ident, literal: &Struct) -> TokenStream {
        let index = self.names.screens.len();
        self.names.screens.push(Screen::default());
        let note = |this: &mut Self, name: &str, value: &Expr| match name {
            "id" => this.names.screens[index].id = ident_of_text(value),
            "title" => {
                if let Some(title) = value.as_text() {
                    this.names.screens[index].title = title.to_owned();
                }
            }
            "data" => match value.bare() {
                Expr::Struct(data) => {
                    let fields = this.members(data);
                    this.names.screens[index].data = fields;
                }
                _ => this.names.screens[index].has_json_data = true,
            },
            _ => {}
        };
        let fields = self.fields(&literal.fields, note, Some(&table::SCREEN));
        let (form_type, data_type) = self.names.variables(index);
        let author = name.to_token_stream();
        let (form, data) = (variable("form", &author), variable("data", &author));
        quote! {
            let #form: #form_type = rest();
            let #data: #data_type = rest();
            v(#name { #fields ..rest() });
        }
    }

    /// Notes an input by its name.
    fn input(&mut self, component: &str, input: Input, literal: &Struct) {
        let value = |wanted: &str| {
            let mut fields = literal.fields.iter();
            let field = fields.find(|field| field.name == wanted && field.colon.is_some());
            field.map(|field| &field.value)
        };
        let Some(name) = value("name").and_then(ident_of_text) else {
            return;
        };
        let kind = match input {
            Input::Text => Kind::Known("Text"),
            Input::Texts | Input::Files => Kind::Known("List"),
            Input::Boolean => Kind::Known("Boolean"),
            Input::ByInputType | Input::Calendar => Kind::Unknown,
        };
        let doc = match value("label").and_then(Expr::as_text) {
            Some(label) => format!("The `{component}` “{label}”."),
            None => format!("A `{component}`."),
        };
        if let Some(screen) = self.names.screens.last_mut() {
            screen.inputs.push(Field { name, kind, doc });
        }
    }
}

fn ends_with_colon(tokens: &TokenStream) -> bool {
    let last = tokens.clone().into_iter().last();
    matches!(last, Some(TokenTree::Punct(last)) if last.as_char() == ':')
}

/// The names in `a.b.c`. `None` for other expressions.
fn names(expr: &Expr) -> Option<Vec<&Ident>> {
    match expr.bare() {
        Expr::Path(path) => Some(vec![path.last()]),
        Expr::Field(field) => {
            let mut names = names(&field.base)?;
            if let Member::Name(name) = &field.member {
                names.push(name);
            }
            Some(names)
        }
        _ => None,
    }
}

/// The part of a field's expression before the dot.
fn base(expr: &Expr) -> Option<&Expr> {
    match expr {
        Expr::Field(field) => Some(&field.base),
        _ => None,
    }
}

/// Whether a field has a colon but no value. The parser makes the name its value.
fn is_missing(field: &FieldValue) -> bool {
    match &field.value {
        Expr::Wrong(wrong) => field.name == wrong.to_string(),
        _ => false,
    }
}

/// The identifier in a string, with the place of the string.
fn ident_of_text(value: &Expr) -> Option<Ident> {
    let mut name = syn::parse_str::<Ident>(value.as_text()?).ok()?;
    name.set_span(value.bare().span());
    Some(name)
}

/// The ids in a list of screens, as types: a screen is a struct with its data as fields.
fn screens(expr: &Expr) -> TokenStream {
    match expr.bare() {
        Expr::Array(array) => array.items.iter().map(screens).collect(),
        Expr::Path(path) => screen_of(path),
        Expr::Struct(literal) => routes(literal),
        Expr::Wrong(wrong) => {
            let names = wrong.clone().into_iter().filter_map(|tree| match tree {
                TokenTree::Ident(name) => Some(screen_of(&name.into())),
                _ => None,
            });
            names.collect()
        }
        _ => TokenStream::new(),
    }
}

/// The ids in `Name { SCREEN: [SCREEN] }`.
fn routes(literal: &Struct) -> TokenStream {
    let routes = literal.fields.iter().map(|field| {
        let from = screen_of(&field.name.clone().into());
        let to = field.colon.as_ref().map(|_| screens(&field.value));
        quote!(#from #to)
    });
    routes.collect()
}

fn screen_of(id: &Path) -> TokenStream {
    quote!(screen_of::<#id>();)
}
