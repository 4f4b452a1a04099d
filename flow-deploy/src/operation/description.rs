//! How an operation is described: its input and its output, each as a table of members.

/// Describes an operation by the members of its input. It makes the type of the input with `new`,
/// which takes the required members and has the documentation `new = "…"`, and with a method for
/// each optional member.
///
/// A member is written `field: kind = "nameOnTheWire"`. Its kind is the check of
/// [`Checks`](crate::input::Checks) that has this name, and the type that [`member_type`] gives it.
macro_rules! operation {
    (
        $(#[$doc:meta])*
        $name:ident($input:ident) -> $output:ty = $method:ident $path:literal, slow = $slow:literal;
        new = $new_doc:literal;
        required {
            $($(#[$required_doc:meta])* $required:ident: $required_kind:ident = $required_name:literal,)*
        }
        optional {
            $($(#[$optional_doc:meta])* $optional:ident: $optional_kind:ident = $optional_name:literal,)*
        }
        $(check $check:expr;)?
    ) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct $input {
            $($(#[$required_doc])* pub $required: member_type!($required_kind),)*
            $($(#[$optional_doc])* pub $optional: Option<member_type!($optional_kind)>,)*
        }

        impl $input {
            #[doc = $new_doc]
            #[allow(clippy::new_without_default, reason = "where nothing is required")]
            pub fn new($($required: member_argument!($required_kind)),*) -> Self {
                Self {
                    $($required: member_value!($required_kind, $required),)*
                    $($optional: None,)*
                }
            }

            $(
                #[doc = concat!("Sets the [`", stringify!($optional), "`](Self::", stringify!($optional), ") field.")]
                #[must_use]
                pub fn $optional(mut self, $optional: member_argument!($optional_kind)) -> Self {
                    self.$optional = Some(member_value!($optional_kind, $optional));
                    self
                }
            )*
        }

        impl std::fmt::Debug for $input {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($input))
                    $(.field(stringify!($required), &Shown(&self.$required)))*
                    $(.field(stringify!($optional), &Shown(&self.$optional)))*
                    .finish()
            }
        }

        impl Operation for $input {
            const NAME: OperationName = OperationName::$name;
            const METHOD: Method = Method::$method;
            const PATH: &'static str = $path;
            const SLOW: bool = $slow;
            type Output = $output;

            fn from_members<M: ReadMembers>(members: &mut M) -> Result<Self, M::Error> {
                Ok(Self {
                    $($required: match member_read!($required_kind, members, $required_name) {
                        Some(value) => value,
                        None => return Err(M::missing($required_name)),
                    },)*
                    $($optional: member_read!($optional_kind, members, $optional_name),)*
                })
            }
        }

        impl Wire for $input {
            fn check(&self, checks: &mut Checks) {
                $(checks.$required_kind($required_name, &self.$required);)*
                $(if let Some(value) = &self.$optional {
                    checks.$optional_kind($optional_name, value);
                })*
                $(let check: fn(&Self, &mut Checks) = $check; check(self, checks);)?
            }

            fn members(&self) -> Members<'_> {
                Members::default()
                    $(.with($required_name, &self.$required))*
                    $(.with($optional_name, &self.$optional))*
            }
        }
    };
}

/// The type of a kind of member.
macro_rules! member_type {
    (flag) => { bool };
    (page_size) => { u32 };
    (flow_json) => { Vec<u8> };
    (message) => { Vec<u8> };
    (categories) => { Vec<Category> };
    ($text:ident) => { String };
}

/// The type of a method's argument for a kind of member.
macro_rules! member_argument {
    (flag) => { bool };
    (page_size) => { u32 };
    (flow_json) => { impl Into<Vec<u8>> };
    (message) => { impl Into<Vec<u8>> };
    (categories) => { impl IntoIterator<Item = Category> };
    ($text:ident) => { impl Into<String> };
}

/// The value of a member from the method's argument.
macro_rules! member_value {
    (flag, $argument:ident) => {
        $argument
    };
    (page_size, $argument:ident) => {
        $argument
    };
    (categories, $argument:ident) => {
        $argument.into_iter().collect()
    };
    ($kind:ident, $argument:ident) => {
        $argument.into()
    };
}

/// The value of a member as a service reads it, if it is there.
macro_rules! member_read {
    (flag, $members:ident, $name:literal) => {
        $members.flag($name)?
    };
    (page_size, $members:ident, $name:literal) => {
        $members.number($name)?
    };
    (flow_json, $members:ident, $name:literal) => {
        $members.blob($name)?
    };
    (message, $members:ident, $name:literal) => {
        $members.blob($name)?
    };
    (categories, $members:ident, $name:literal) => {
        $members.categories($name)?
    };
    ($text:ident, $members:ident, $name:literal) => {
        $members.text($name)?
    };
}

/// Makes the type of an output, or of a part of one. A member is written
/// `required field: Type = "nameOnTheWire"`, or `optional` in place of `required` where it may be
/// absent; `by` names the function that reads it, if its type does not.
macro_rules! output {
    (
        $(#[$doc:meta])*
        $name:ident {
            $($(#[$field_doc:meta])* $presence:ident $field:ident: $type:ty = $member:literal $(by $read:path)?,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Reader;

                impl<'de> Visitor<'de> for Reader {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("a JSON object")
                    }

                    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<$name, A::Error> {
                        $(let mut $field: Option<$type> = None;)*
                        while let Some(json::Key(key)) = map.next_key()? {
                            match key.as_ref() {
                                $($member => $field = read_member!($member, &mut map $(, $read)?)?,)*
                                _ => {
                                    map.next_value::<IgnoredAny>()?;
                                }
                            }
                        }
                        Ok($name {
                            $($field: json::$presence($field, $member)?,)*
                        })
                    }
                }

                deserializer.deserialize_map(Reader)
            }
        }

        impl Output for $name {
            fn read(body: &[u8]) -> Result<Self, String> {
                json::read(body)
            }
        }
    };
}

/// Reads a member by the named function, else as its type is read.
macro_rules! read_member {
    ($name:literal, $map:expr) => {
        json::member($name, $map)
    };
    ($name:literal, $map:expr, $read:path) => {
        json::member_by($name, $map, $read)
    };
}

pub(super) use {
    member_argument, member_read, member_type, member_value, operation, output, read_member,
};
