//! The tree as tokens again, each where it was.

use proc_macro2::extra::DelimSpan;
use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};

use super::{Arm, Attribute, Block, Expr, FieldValue, Macro, Member, Placeholder, Text};

/// Tokens as text without spaces, as messages print a path and as paths are compared.
pub(crate) fn unspaced(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(' ', "")
}

impl ToTokens for Expr {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Expr::Array(array) => list(Delimiter::Bracket, array.brackets, &array.items, tokens),
            Expr::Binary(binary) => {
                binary.left.to_tokens(tokens);
                binary.operator.to_tokens(tokens);
                binary.right.to_tokens(tokens);
            }
            Expr::Block(block) => block.to_tokens(tokens),
            Expr::Call(call) => {
                call.function.to_tokens(tokens);
                list(Delimiter::Parenthesis, call.parens, &call.arguments, tokens);
            }
            Expr::Cast(cast) => {
                cast.value.to_tokens(tokens);
                cast.as_token.to_tokens(tokens);
                cast.ty.to_tokens(tokens);
            }
            Expr::Field(field) => {
                field.base.to_tokens(tokens);
                field.dot.to_tokens(tokens);
                match &field.member {
                    Member::Name(name) => name.to_tokens(tokens),
                    Member::Index(index) => index.to_tokens(tokens),
                }
            }
            Expr::For(each) => {
                tokens.append_all(&each.attributes);
                each.for_token.to_tokens(tokens);
                each.name.to_tokens(tokens);
                each.in_token.to_tokens(tokens);
                each.list.to_tokens(tokens);
                each.body.to_tokens(tokens);
            }
            Expr::Group(group) => {
                let mut held = Group::new(Delimiter::None, group.inner.to_token_stream());
                held.set_span(group.span);
                tokens.append(held);
            }
            Expr::If(choice) => {
                tokens.append_all(&choice.attributes);
                choice.if_token.to_tokens(tokens);
                choice.condition.to_tokens(tokens);
                choice.then.to_tokens(tokens);
                if let Some((otherwise, branch)) = &choice.otherwise {
                    otherwise.to_tokens(tokens);
                    branch.to_tokens(tokens);
                }
            }
            Expr::Index(index) => {
                index.base.to_tokens(tokens);
                let inner = index.index.to_token_stream();
                within(Delimiter::Bracket, index.brackets, inner, tokens);
            }
            Expr::Literal(literal) => literal.to_tokens(tokens),
            Expr::Macro(call) => call.to_tokens(tokens),
            Expr::Match(choice) => {
                tokens.append_all(&choice.attributes);
                choice.match_token.to_tokens(tokens);
                choice.value.to_tokens(tokens);
                let mut arms = TokenStream::new();
                arms.append_terminated(&choice.arms, comma());
                within(Delimiter::Brace, choice.braces, arms, tokens);
            }
            Expr::MethodCall(call) => {
                call.receiver.to_tokens(tokens);
                call.dot.to_tokens(tokens);
                call.method.to_tokens(tokens);
                list(Delimiter::Parenthesis, call.parens, &call.arguments, tokens);
            }
            Expr::Paren(paren) => {
                let inner = paren.inner.to_token_stream();
                within(Delimiter::Parenthesis, paren.parens, inner, tokens);
            }
            Expr::Path(path) => path.to_tokens(tokens),
            // These tokens have not been parsed. Inside a macro they cannot break the code around them.
            Expr::Rust(inner) => tokens.extend(quote!(::flow_dsl::__private::rust!(#inner))),
            Expr::Struct(literal) => {
                tokens.append_all(&literal.attributes);
                literal.path.to_tokens(tokens);
                list(Delimiter::Brace, literal.braces, &literal.fields, tokens);
            }
            Expr::Text(text) => text.to_tokens(tokens),
            Expr::Unary(unary) => {
                unary.operator.to_tokens(tokens);
                unary.operand.to_tokens(tokens);
            }
            Expr::Wrong(inner) => inner.to_tokens(tokens),
        }
    }
}

fn comma() -> Punct {
    Punct::new(',', Spacing::Alone)
}

fn list(delimiter: Delimiter, span: DelimSpan, items: &[impl ToTokens], tokens: &mut TokenStream) {
    let mut inner = TokenStream::new();
    inner.append_separated(items, comma());
    within(delimiter, span, inner, tokens);
}

fn within(delimiter: Delimiter, span: DelimSpan, inner: TokenStream, tokens: &mut TokenStream) {
    let mut group = Group::new(delimiter, inner);
    group.set_span(span.join());
    tokens.append(group);
}

impl ToTokens for Block {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let inner = self.body.to_token_stream();
        within(Delimiter::Brace, self.braces, inner, tokens);
    }
}

impl ToTokens for Arm {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.head.to_tokens(tokens);
        tokens.append_all(&self.arrow);
        self.body.to_tokens(tokens);
    }
}

impl ToTokens for FieldValue {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.attributes);
        self.name.to_tokens(tokens);
        if let Some(colon) = &self.colon {
            colon.to_tokens(tokens);
            self.value.to_tokens(tokens);
        }
    }
}

impl ToTokens for Macro {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(&self.attributes);
        self.path.to_tokens(tokens);
        self.bang.to_tokens(tokens);
        self.group.to_tokens(tokens);
    }
}

impl ToTokens for Text {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.word.to_tokens(tokens);
        self.bang.to_tokens(tokens);
        let mut inner = self.key.to_token_stream();
        for placeholder in &self.placeholders {
            tokens_of_placeholder(placeholder, &mut inner);
        }
        within(Delimiter::Parenthesis, self.parens, inner, tokens);
    }
}

fn tokens_of_placeholder(placeholder: &Placeholder, tokens: &mut TokenStream) {
    comma().to_tokens(tokens);
    placeholder.name.to_tokens(tokens);
    placeholder.equals.to_tokens(tokens);
    placeholder.value.to_tokens(tokens);
}

impl ToTokens for Attribute {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.hash.to_tokens(tokens);
        self.group.to_tokens(tokens);
    }
}
