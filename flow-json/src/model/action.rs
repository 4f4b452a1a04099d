//! Actions.

use super::Screen;
use crate::diagnostic::Place;
use crate::pointer::{push_index, push_key};
use crate::table::Property;
use crate::tree::{Entry, Node, Object};

/// An action with a known name. It is the value of a property of a component, or of an option in one
/// of the component's lists. An object elsewhere is no action, even if it has the name of one.
#[derive(Debug)]
#[non_exhaustive]
pub struct Action<'t> {
    /// The node of the action.
    pub node: &'t Node,
    /// Its object.
    pub object: &'t Object,
    /// Its name.
    pub name: &'static str,
    /// The value of `name`.
    pub name_node: &'t Node,
    /// The index of its component in the screen's components.
    pub component: usize,
    /// The property that it is the value of. `None` where the table does not know the key.
    pub property: Option<&'static Property>,
    /// The id of the screen that a `navigate` goes to: the value of `next.name`.
    pub target: Option<&'t Node>,
    pub(super) path: Path<'t>,
}

/// Where an action stands in its component.
#[derive(Clone, Copy, Debug)]
pub(super) struct Path<'t> {
    /// The member of the component.
    pub(super) member: &'t Entry,
    /// If that is a list, the index of the option.
    pub(super) option: Option<usize>,
    /// The member of the option.
    pub(super) inner: Option<&'t Entry>,
}

impl<'t> Action<'t> {
    /// The option of a list that has it.
    pub fn option(&self) -> Option<&'t Node> {
        self.path.member.value.as_array()?.get(self.path.option?)
    }

    /// The values that it sends, if they are an object.
    pub fn payload(&self) -> Option<&'t Object> {
        self.object.get("payload")?.as_object()
    }

    /// The JSON pointer of the action, which stands on that screen.
    pub fn pointer(&self, screen: &Screen<'t>) -> String {
        let mut pointer = screen.components[self.component].pointer(screen);
        push_key(&mut pointer, &self.path.member.key);
        if let Some(option) = self.path.option {
            push_index(&mut pointer, option);
        }
        if let Some(inner) = self.path.inner {
            push_key(&mut pointer, &inner.key);
        }
        pointer
    }

    /// The place of the action, which stands on that screen.
    pub fn place(&self, screen: &Screen<'t>) -> Place {
        Place {
            loc: self.node.loc,
            pointer: self.pointer(screen),
        }
    }
}
