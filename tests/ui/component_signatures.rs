// Functions that are no components.
mod components {
    use flow_dsl::component;

    #[component]
    pub fn TextInputs() {
        [TextBody { text: "Hello" }]
    }

    #[component]
    pub fn Footer() {
        [TextBody { text: "Hello" }]
    }

    #[component(exported)]
    pub async fn Waiting<T>(label: &str) -> T {
        [TextBody { text: label }]
    }

    #[component]
    pub fn Parameters(
        data: &str,
        (a, b): (bool, bool),
        what: HashMap<String, u8>,
        #[default = 5] label: &str,
        #[defualt = 5] count: u8,
        text: &str,
        text: &str,
    ) {
        [TextBody { text }]
    }

    #[component]
    pub fn Empty() {}

    #[component]
    pub fn Several() {
        TextBody { text: "One" };
        TextBody { text: "Two" }
    }

    #[component]
    pub fn LeftOut(name: Option<&str>) {
        TextBody { text: "Hello " + name }
    }

    #[component]
    struct Structure;
}

fn main() {}
