//! Components.

use super::Screen;
use crate::diagnostic::Place;
use crate::pointer::{push_index, push_key};
use crate::table::{self, Places, Shape};
use crate::tree::{Entry, Node, Object};
use crate::version::Version;

/// A component.
#[derive(Debug)]
#[non_exhaustive]
pub struct Component<'t> {
    /// The node of the component.
    pub node: &'t Node,
    /// Its object.
    pub object: &'t Object,
    /// The value of `type`, or the whole component where it has none.
    pub type_node: &'t Node,
    /// Its entry in the table. Without properties for a type that the table does not know.
    pub table: &'static table::Component,
    /// The index of its container in the screen's components. `None` directly on the screen.
    pub parent: Option<usize>,
    /// The number of its list among the lists of its container, counted from 0.
    pub list: usize,
    /// The member of its container, or of the layout, that holds the list.
    pub member: &'t Entry,
    /// The case of the `Switch` that it stands in.
    pub case: Option<&'t Entry>,
    /// Its index in the list.
    pub index: usize,
}

/// The entry of the components that the table does not know.
pub(super) static UNKNOWN: table::Component = table::Component {
    shape: Shape {
        name: "",
        doc: "A component that the table does not know.",
        since: Version::V2_1,
        properties: &[],
    },
    places: Places {
        layout: None,
        form: None,
        branch: None,
        case: None,
    },
    max_per_screen: None,
    input: None,
    example: "",
};

impl<'t> Component<'t> {
    /// The type's name in the table. Empty for a type that the table does not know.
    pub fn name(&self) -> &'static str {
        self.table.shape.name
    }

    /// The value of `type` as it is written.
    pub fn type_name(&self) -> &'t str {
        self.type_node.as_str().unwrap_or("")
    }

    /// Whether the table knows its type.
    pub fn is_known(&self) -> bool {
        !std::ptr::eq(self.table, &raw const UNKNOWN)
    }

    /// The items of the list that it stands in.
    pub fn list_items(&self) -> &'t [Node] {
        let list = &self.case.unwrap_or(self.member).value;
        list.as_array().expect("it was found there")
    }

    /// The JSON pointer of the component, which stands on that screen.
    pub fn pointer(&self, screen: &Screen<'t>) -> String {
        let mut above: Vec<_> = screen.ancestors(self).collect();
        above.reverse();
        let mut pointer = screen.pointer();
        if let Some(layout) = screen.layout {
            push_key(&mut pointer, &layout.key);
        }
        for component in above.into_iter().chain([self]) {
            let is_layout = screen
                .layout
                .is_some_and(|layout| std::ptr::eq(layout, component.member));
            // A layout that is a list stands for its children.
            if !is_layout {
                push_key(&mut pointer, &component.member.key);
            }
            if let Some(case) = component.case {
                push_key(&mut pointer, &case.key);
            }
            push_index(&mut pointer, component.index);
        }
        pointer
    }

    /// The place of the component, which stands on that screen.
    pub fn place(&self, screen: &Screen<'t>) -> Place {
        Place {
            loc: self.node.loc,
            pointer: self.pointer(screen),
        }
    }
}
