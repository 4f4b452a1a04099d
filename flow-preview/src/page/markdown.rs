//! Markdown as a phone draws it. Of HTML in it, the text is shown.

use maud::{Markup, PreEscaped, Render, html};
use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};

use super::component::Draw;

/// A text of one or more paragraphs as HTML.
pub(super) fn markdown(draw: &Draw<'_>, text: &str) -> Markup {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut writer = Writer {
        draw,
        out: String::new(),
        alignments: Vec::new(),
        column: 0,
        head: false,
        picture: None,
    };
    for event in Parser::new_ext(text, options) {
        writer.event(event);
    }
    PreEscaped(writer.out)
}

struct Writer<'d> {
    draw: &'d Draw<'d>,
    out: String,
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    /// The address and the words of a picture that is being read.
    picture: Option<(String, String)>,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>) {
        if let Some((_, words)) = &mut self.picture {
            match event {
                Event::Text(text) | Event::Code(text) => words.push_str(&text),
                Event::End(TagEnd::Image) => {
                    if let Some((src, words)) = self.picture.take() {
                        let picture = self.draw.picture(&src, &words, "rich");
                        picture.render_to(&mut self.out);
                    }
                }
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => (*text).render_to(&mut self.out),
            Event::Code(text) => html! { code { (&*text) } }.render_to(&mut self.out),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>"),
            Event::Rule => self.out.push_str("<hr>"),
            Event::FootnoteReference(text) => (*text).render_to(&mut self.out),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let open = match tag {
            Tag::Paragraph => "<p dir=\"auto\">",
            Tag::Heading { level, .. } => match level as u8 {
                1 => "<h3 class=\"rich-1\" dir=\"auto\">",
                2 => "<h4 class=\"rich-2\" dir=\"auto\">",
                // A phone shows the smaller ones as text.
                _ => "<p dir=\"auto\">",
            },
            Tag::BlockQuote(_) => "<blockquote>",
            Tag::CodeBlock(_) => "<pre>",
            Tag::List(Some(start)) => {
                let open = html! { ol start=(start) {} }.into_string();
                self.out.push_str(open.trim_end_matches("</ol>"));
                return;
            }
            Tag::List(None) => "<ul>",
            // Its sign stands where lines begin on the phone, so the direction of its words is left to CSS.
            Tag::Item => "<li>",
            Tag::Table(alignments) => {
                self.alignments = alignments;
                "<div class=\"table\"><table>"
            }
            Tag::TableHead => {
                self.head = true;
                self.column = 0;
                "<thead><tr>"
            }
            Tag::TableRow => {
                self.column = 0;
                "<tr>"
            }
            Tag::TableCell => {
                let align = match self.alignments.get(self.column) {
                    Some(Alignment::Center) => " class=\"centre\"",
                    Some(Alignment::Right) => " class=\"end\"",
                    _ => "",
                };
                self.column += 1;
                let cell = if self.head { "th" } else { "td" };
                self.out.push_str(&format!("<{cell}{align} dir=\"auto\">"));
                return;
            }
            Tag::Emphasis => "<em>",
            Tag::Strong => "<strong>",
            Tag::Strikethrough => "<s>",
            Tag::Link { dest_url, .. } => {
                // Never an address that a browser would follow: a touch only says where it leads.
                let open = html! { button.link type="button" data-link=(&*dest_url) title=(&*dest_url) {} };
                let open = open.into_string();
                self.out.push_str(open.trim_end_matches("</button>"));
                return;
            }
            Tag::Image { dest_url, .. } => {
                self.picture = Some((dest_url.into_string(), String::new()));
                return;
            }
            _ => "",
        };
        self.out.push_str(open);
    }

    fn end(&mut self, tag: TagEnd) {
        let close = match tag {
            TagEnd::Paragraph => "</p>",
            TagEnd::Heading(level) if level as u8 == 1 => "</h3>",
            TagEnd::Heading(level) if level as u8 == 2 => "</h4>",
            TagEnd::Heading(_) => "</p>",
            TagEnd::BlockQuote(_) => "</blockquote>",
            TagEnd::CodeBlock => "</pre>",
            TagEnd::List(true) => "</ol>",
            TagEnd::List(false) => "</ul>",
            TagEnd::Item => "</li>",
            TagEnd::Table => "</tbody></table></div>",
            TagEnd::TableHead => {
                self.head = false;
                "</tr></thead><tbody>"
            }
            TagEnd::TableRow => "</tr>",
            TagEnd::TableCell if self.head => "</th>",
            TagEnd::TableCell => "</td>",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</s>",
            TagEnd::Link => "</button>",
            _ => "",
        };
        self.out.push_str(close);
    }
}
