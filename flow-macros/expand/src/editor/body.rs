//! The body of `flow!`: its uses of names as statements, its names by the way.

use flow_json::table::{self, Input, Shape, Type};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::names::{Field, Kind, Names, Screen};
use super::variable;
use crate::errors::Errors;
use crate::parse::parse_body;
use crate::read::is_action;
use crate::syntax::{Expr, FieldValue, Literal, Member, Path, Struct, UnaryOperator, is_keyword};
use crate::syntax::{TypeKind, unraw};

/// The statements that use the names that the flow uses, and the names that it defines.
pub(super) fn read(body: TokenStream) -> (TokenStream, Names) {
    // The compiler reports what is wrong; the editor reads the rest.
    let body = parse_body(body, &mut Errors::default());
    let mut reader = Reader::default();
    let uses = reader.uses(&body);
    (uses, reader.names)
}

#[derive(Default)]
struct Reader {
    names: Names,
    /// Whether structs are components here.
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
                        screen.asked.push(input.clone());
                    }
                    quote!(v(#expr);)
                }
                None => self.all(base(expr)),
            },
            Expr::Macro(_) | Expr::MethodCall(_) | Expr::Path(_) => quote!(v(#expr);),
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
                // No comma: where nothing stands at the cursor, the name that rust-analyzer puts
                // there must be all that is added.
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
                this.names.screens[index].title = value.as_text().unwrap_or("").to_owned();
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

    /// `types: [Slot { id: String }]`
    fn types(&mut self, value: &Expr) {
        let Expr::Array(types) = value.bare() else {
            return;
        };
        for ty in &types.items {
            if let Expr::Struct(literal) = ty.bare()
                && let Some(name) = literal.name()
            {
                let index = self.object(literal);
                self.names.types.push((name.to_string(), index));
            }
        }
    }

    fn object(&mut self, literal: &Struct) -> usize {
        let fields = self.members(literal);
        self.names.objects.push(fields);
        self.names.objects.len() - 1
    }

    /// The fields of an example or a type.
    fn members(&mut self, literal: &Struct) -> Vec<Field> {
        let fields = literal.fields.iter().filter(|field| field.colon.is_some());
        let fields = fields.map(|field| Field {
            name: field.name.clone(),
            kind: self.kind(&field.value),
            doc: format!("Example: `{}`", example(&field.value)),
        });
        fields.collect()
    }

    /// The kind of an example or a type.
    fn kind(&mut self, value: &Expr) -> Kind {
        match value.bare() {
            Expr::Cast(cast) => match &cast.ty.kind {
                TypeKind::Named {
                    name,
                    argument: None,
                } => named(name),
                _ => Kind::Unknown,
            },
            Expr::Literal(Literal::Text { .. }) => Kind::Known("Text"),
            Expr::Literal(Literal::Flag { .. }) => Kind::Known("Boolean"),
            Expr::Literal(_) => Kind::Known("Number"),
            Expr::Unary(unary) if matches!(unary.operator, UnaryOperator::Negate(_)) => {
                Kind::Known("Number")
            }
            Expr::Array(_) => Kind::Known("List"),
            Expr::Struct(literal) => match literal.name() {
                Some(name) if !is_action(&name.to_string()) => Kind::Object(self.object(literal)),
                _ => Kind::Unknown,
            },
            Expr::Path(path) => path.get_ident().map_or(Kind::Unknown, named),
            _ => Kind::Unknown,
        }
    }
}

/// The names in `a.b.c`. `None` if anything else stands between.
fn names(expr: &Expr) -> Option<Vec<&Ident>> {
    match expr.bare() {
        Expr::Path(path) => Some(vec![path.last()?]),
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

/// Whether no value stands behind the colon of a field. The parser puts the name there.
fn is_missing(field: &FieldValue) -> bool {
    match &field.value {
        Expr::Wrong(wrong) => field.name == wrong.to_string(),
        _ => false,
    }
}

/// The kind of a word, as an example or as a type.
fn named(name: &Ident) -> Kind {
    match &name.to_string()[..] {
        "String" => Kind::Known("Text"),
        "f64" | "i64" => Kind::Known("Number"),
        "bool" => Kind::Known("Boolean"),
        name => Kind::Named(name.to_owned()),
    }
}

/// A text that is a name, where it stands.
fn ident_of_text(value: &Expr) -> Option<Ident> {
    let mut name = syn::parse_str::<Ident>(value.as_text()?).ok()?;
    name.set_span(value.bare().span());
    Some(name)
}

/// An example on one line, shortened.
fn example(value: &Expr) -> String {
    let text = value
        .to_token_stream()
        .to_string()
        .replace(['`', '\n'], " ");
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The ids in a list of screens. A screen is a type there, since its data has names.
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
