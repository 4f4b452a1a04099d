//! The signs and words that expressions are made of.

use std::borrow::Cow;
use std::ops::Range;

use super::binding;
use crate::expr::{Kind, Notation, Operator, SyntaxError, SyntaxKind, usable};
use crate::table::nearest;

/// A token and its place.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) kind: TokenKind,
}

#[derive(Clone, Debug)]
pub(super) enum TokenKind {
    /// A literal or a binding.
    Operand(Kind),
    /// `+` and `-` too, whichever they turn out to be.
    Operator(Operator),
    Not,
    Open,
    Close,
    End,
}

/// The part of a string that is still to be read.
#[derive(Debug)]
pub(super) struct Tokens<'s> {
    text: &'s str,
    at: usize,
    end: usize,
    notation: Notation,
}

/// From the longest to the shortest, so that the first that fits is right.
const SIGNS: &[(&str, TokenKind)] = &[
    ("||", TokenKind::Operator(Operator::Or)),
    ("&&", TokenKind::Operator(Operator::And)),
    ("==", TokenKind::Operator(Operator::Equal)),
    ("!=", TokenKind::Operator(Operator::NotEqual)),
    ("<=", TokenKind::Operator(Operator::LessOrEqual)),
    (">=", TokenKind::Operator(Operator::GreaterOrEqual)),
    ("<", TokenKind::Operator(Operator::Less)),
    (">", TokenKind::Operator(Operator::Greater)),
    ("+", TokenKind::Operator(Operator::Add)),
    ("-", TokenKind::Operator(Operator::Subtract)),
    ("*", TokenKind::Operator(Operator::Multiply)),
    ("/", TokenKind::Operator(Operator::Divide)),
    ("%", TokenKind::Operator(Operator::Remainder)),
    ("!", TokenKind::Not),
    ("(", TokenKind::Open),
    (")", TokenKind::Close),
];

/// Operators of other languages, and the advice for each.
const FOREIGN: &[(&str, &str)] = &[
    ("===", "write `==`"),
    ("!==", "write `!=`"),
    ("=>", "write `>=`"),
    ("=<", "write `<=`"),
    ("<>", "write `!=`"),
    ("**", "multiply with `*`"),
];

impl<'s> Tokens<'s> {
    pub(super) fn new(text: &'s str, content: Range<usize>, notation: Notation) -> Self {
        Self {
            text,
            at: content.start,
            end: content.end,
            notation,
        }
    }

    fn rest(&self) -> &'s str {
        &self.text[self.at..self.end]
    }

    /// The next token. Behind the last one there is always [`TokenKind::End`].
    pub(super) fn next(&mut self) -> Result<Token, SyntaxError> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        let rest = self.rest();
        let start = self.at;
        let Some(first) = rest.chars().next() else {
            return Ok(Token {
                range: start..start,
                kind: TokenKind::End,
            });
        };
        let kind = match first {
            '$' if rest.starts_with("${") => self.binding()?,
            '\'' => self.string()?,
            '0'..='9' => self.number()?,
            _ if first.is_alphabetic() || first == '_' => self.word()?,
            _ => self.sign(first)?,
        };
        Ok(Token {
            range: start..self.at,
            kind,
        })
    }

    fn error(&self, length: usize, kind: SyntaxKind, message: impl Into<String>) -> SyntaxError {
        SyntaxError::new(self.at..self.at + length, kind, message)
    }

    fn binding(&mut self) -> Result<TokenKind, SyntaxError> {
        let Some(close) = self.rest().find('}') else {
            let message = "the binding is not closed";
            return Err(self
                .error(2, SyntaxKind::MalformedBinding, message)
                .help("write `}` behind it"));
        };
        let range = self.at..self.at + close + 1;
        let binding = binding::parse(self.text, range.clone())?;
        if self.notation == Notation::Backtick
            && let Some(name) = binding.path.iter().find(|name| !usable(&name.text))
        {
            let message = format!(
                "the name `{}` cannot stand in a back-tick expression",
                name.text
            );
            let help = "rename it: such names have letters, digits and `_` only";
            let error = SyntaxError::new(name.loc.range(), SyntaxKind::UnusableName, message);
            return Err(error.help(help));
        }
        self.at = range.end;
        Ok(TokenKind::Operand(Kind::Binding(binding)))
    }

    fn string(&mut self) -> Result<TokenKind, SyntaxError> {
        let backticks = self.notation == Notation::Backtick;
        let mut content = String::new();
        let mut characters = self.rest().char_indices().skip(1).peekable();
        while let Some((at, character)) = characters.next() {
            match character {
                '\'' => {
                    self.at += at + 1;
                    return Ok(TokenKind::Operand(Kind::Text(Cow::Owned(content))));
                }
                '\\' => match characters.peek() {
                    Some((_, escaped @ ('\'' | '\\'))) => {
                        content.push(*escaped);
                        characters.next();
                    }
                    Some((_, '`')) if backticks => {
                        content.push('`');
                        characters.next();
                    }
                    _ => content.push('\\'),
                },
                '`' if backticks => {
                    self.at += at;
                    return Err(self.backtick());
                }
                _ => content.push(character),
            }
        }
        let length = self.rest().len();
        Err(self
            .error(length, SyntaxKind::UnclosedText, "the text is not closed")
            .help("write `'` behind it, and `\\'` for a quote inside it"))
    }

    fn backtick(&self) -> SyntaxError {
        let message = "a back-tick inside a back-tick expression";
        self.error(1, SyntaxKind::UnescapedBacktick, message)
            .help("write a backslash before it, inside a text")
    }

    fn number(&mut self) -> Result<TokenKind, SyntaxError> {
        let rest = self.rest();
        let length = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let whole = length(rest);
        let mut all = whole;
        if rest[whole..].starts_with('.') {
            all += 1 + length(&rest[whole + 1..]);
        }
        let tail = rest[all..]
            .find(|character: char| !is_word(character))
            .unwrap_or(rest.len() - all);
        let spelled = &rest[..all + tail];
        if tail > 0 || spelled.ends_with('.') {
            let message = format!("`{}` is no number", short(spelled));
            return Err(self
                .error(spelled.len(), SyntaxKind::BadLiteral, message)
                .help("numbers have digits, and text stands in single quotes"));
        }
        if self.notation == Notation::Condition {
            if all > whole {
                let message = "numbers in a condition are whole";
                return Err(self
                    .error(all, SyntaxKind::BadLiteral, message)
                    .help("leave the decimals out, or put the condition between back-ticks"));
            }
            if whole > 1 && rest.starts_with('0') {
                let message = "the number begins with `0`";
                return Err(self
                    .error(all, SyntaxKind::LeadingZero, message)
                    .help("leave the leading zeros out"));
            }
        }
        self.at += all;
        Ok(TokenKind::Operand(Kind::Number(Cow::Owned(
            spelled.to_owned(),
        ))))
    }

    fn word(&mut self) -> Result<TokenKind, SyntaxError> {
        let rest = self.rest();
        let length = rest
            .find(|character: char| !is_word(character) && character != '.')
            .unwrap_or(rest.len());
        let word = &rest[..length];
        if let Some(value) = match word {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        } {
            self.at += length;
            return Ok(TokenKind::Operand(Kind::Bool(value)));
        }
        let unknown =
            |kind, message: String, help: String| Err(self.error(length, kind, message).help(help));
        let symbol = SyntaxKind::UnknownSymbol;
        let shown = short(word);
        match word {
            "null" | "undefined" => {
                return unknown(
                    SyntaxKind::BadLiteral,
                    format!("there is no `{word}`"),
                    "compare with the empty value of the type, for example `''`".to_owned(),
                );
            }
            "and" | "or" | "not" => {
                let sign = match word {
                    "and" => "&&",
                    "or" => "||",
                    _ => "!",
                };
                let message = format!("there is no operator `{word}`");
                return unknown(symbol, message, format!("write `{sign}`"));
            }
            _ => {}
        }
        if let Some((root, _)) = word.split_once('.')
            && matches!(root, "data" | "form" | "screen")
        {
            let message = format!("`{shown}` is no binding");
            return unknown(symbol, message, format!("write `${{{shown}}}`"));
        }
        let help = match nearest(word, ["true", "false"]) {
            Some(meant) => format!("write `{meant}`"),
            None => format!("write a binding such as `${{data.field}}`, or the text `'{shown}'`"),
        };
        unknown(symbol, format!("`{shown}` means nothing here"), help)
    }

    fn sign(&mut self, first: char) -> Result<TokenKind, SyntaxError> {
        let rest = self.rest();
        let unknown = |length: usize, message: String, help: &str| {
            let error = self.error(length, SyntaxKind::UnknownSymbol, message);
            Err(if help.is_empty() {
                error
            } else {
                error.help(help)
            })
        };
        for (sign, help) in FOREIGN {
            if rest.starts_with(sign) {
                return unknown(sign.len(), format!("there is no operator `{sign}`"), help);
            }
        }
        for (sign, kind) in SIGNS {
            if rest.starts_with(sign) {
                self.at += sign.len();
                return Ok(kind.clone());
            }
        }
        match first {
            '=' => unknown(1, "there is no operator `=`".to_owned(), "write `==`"),
            '&' => unknown(1, "there is no operator `&`".to_owned(), "write `&&`"),
            '|' => unknown(1, "there is no operator `|`".to_owned(), "write `||`"),
            '"' | '‘' | '’' | '“' | '”' => {
                let message = format!("text does not stand in `{first}`");
                unknown(first.len_utf8(), message, "write it in single quotes: `'`")
            }
            '?' => {
                let message = "there is no `? :`";
                Err(self
                    .error(1, SyntaxKind::Ternary, message)
                    .help("use an `If`, or a field of the screen's data"))
            }
            '`' if self.notation == Notation::Backtick => Err(self.backtick()),
            _ => {
                let message = format!("`{}` means nothing here", first.escape_debug());
                unknown(first.len_utf8(), message, "")
            }
        }
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// A piece of the author's text as a message shows it.
fn short(text: &str) -> String {
    const SHORT: usize = 40;
    match text.char_indices().nth(SHORT) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
