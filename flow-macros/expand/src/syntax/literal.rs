//! Literals.

use proc_macro2::Span;

#[derive(Clone)]
pub(crate) enum Literal {
    Text {
        token: proc_macro2::Literal,
        value: String,
    },
    Flag {
        value: bool,
        span: Span,
    },
    Number(Number),
    /// A literal that JSON does not have: `'c'`, `b"x"`.
    Other(proc_macro2::Literal),
}

#[derive(Clone)]
pub(crate) struct Number {
    token: proc_macro2::Literal,
    /// As JSON writes it, to the base of ten.
    pub(crate) digits: String,
    pub(crate) is_integer: bool,
    /// `u8`, in Rust.
    pub(crate) has_suffix: bool,
}

impl Number {
    pub(crate) fn span(&self) -> Span {
        self.token.span()
    }
}

impl Literal {
    pub(crate) fn new(token: proc_macro2::Literal) -> Self {
        let text = token.to_string();
        // Most texts have no escapes, and a look at them is quicker than parsing. `\r` is left to
        // `syn`, which makes `\n` of `\r\n` as the compiler does.
        if let [b'"', inner @ .., b'"'] = text.as_bytes()
            && !inner.contains(&b'\\')
            && !inner.contains(&b'\r')
        {
            let value = text[1..text.len() - 1].to_owned();
            return Literal::Text { token, value };
        }
        let number = |digits: &str, suffix: &str, is_integer| {
            Literal::Number(Number {
                token: token.clone(),
                digits: digits.strip_suffix('.').unwrap_or(digits).to_owned(),
                is_integer,
                has_suffix: !suffix.is_empty(),
            })
        };
        match syn::Lit::new(token.clone()) {
            syn::Lit::Str(text) if text.suffix().is_empty() => Literal::Text {
                value: text.value(),
                token,
            },
            syn::Lit::Int(int) => number(int.base10_digits(), int.suffix(), true),
            syn::Lit::Float(float) => number(float.base10_digits(), float.suffix(), false),
            _ => Literal::Other(token),
        }
    }

    /// A text that the author has not written, at a place.
    pub(crate) fn text(value: &str, span: Span) -> Self {
        let mut token = proc_macro2::Literal::string(value);
        token.set_span(span);
        let value = value.to_owned();
        Literal::Text { token, value }
    }

    pub(crate) fn span(&self) -> Span {
        match self {
            Literal::Text { token, .. } | Literal::Other(token) => token.span(),
            Literal::Flag { span, .. } => *span,
            Literal::Number(number) => number.span(),
        }
    }
}

impl quote::ToTokens for Literal {
    fn to_tokens(&self, tokens: &mut proc_macro2::TokenStream) {
        match self {
            Literal::Text { token, .. } | Literal::Other(token) => token.to_tokens(tokens),
            Literal::Flag { value, span } => {
                let word = if *value { "true" } else { "false" };
                proc_macro2::Ident::new(word, *span).to_tokens(tokens);
            }
            Literal::Number(number) => number.token.to_tokens(tokens),
        }
    }
}
