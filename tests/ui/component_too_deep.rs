// Components that use each other on more than 16 levels.
mod deep {
    use flow_dsl::component;

    #[component]
    pub fn Level0() {
        Level1 {}
    }

    #[component]
    pub fn Level1() {
        Level2 {}
    }

    #[component]
    pub fn Level2() {
        Level3 {}
    }

    #[component]
    pub fn Level3() {
        Level4 {}
    }

    #[component]
    pub fn Level4() {
        Level5 {}
    }

    #[component]
    pub fn Level5() {
        Level6 {}
    }

    #[component]
    pub fn Level6() {
        Level7 {}
    }

    #[component]
    pub fn Level7() {
        Level8 {}
    }

    #[component]
    pub fn Level8() {
        Level9 {}
    }

    #[component]
    pub fn Level9() {
        Level10 {}
    }

    #[component]
    pub fn Level10() {
        Level11 {}
    }

    #[component]
    pub fn Level11() {
        Level12 {}
    }

    #[component]
    pub fn Level12() {
        Level13 {}
    }

    #[component]
    pub fn Level13() {
        Level14 {}
    }

    #[component]
    pub fn Level14() {
        Level15 {}
    }

    #[component]
    pub fn Level15() {
        Level16 {}
    }

    #[component]
    pub fn Level16() {
        Level17 {}
    }

    #[component]
    pub fn Level17() {
        TextBody { text: "Hello" }
    }
}

fn main() {}
