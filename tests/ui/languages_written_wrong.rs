// Each flow is in a module, and uses what the mistake must not take away.
mod codes {
    flow_dsl::flow!(Flow {
        name: "codes",
        languages: ["pt-br", "AR", "english", en, "en", "en"],
        texts: "texts/good",
        version: "7.3",
        screens: [],
    });
}

mod no_folder {
    flow_dsl::flow!(Flow {
        name: "no_folder",
        languages: ["en"],
        version: "7.3",
        screens: [Screen {
            id: "VISIT",
            title: text!("visit.title"),
            children: [Footer { label: "Done", on_click_action: complete {} }],
        }],
    });
}

mod no_languages {
    flow_dsl::flow!(Flow {
        name: "no_languages",
        texts: "texts/good",
        version: "7.3",
        screens: [Screen {
            id: "VISIT",
            title: text!("visit.title"),
            children: [Footer { label: "Done", on_click_action: complete {} }],
        }],
    });
}

mod values {
    flow_dsl::flow!(Flow {
        name: "values",
        languages: "en",
        texts: ["texts"],
        version: "7.3",
        screens: [Screen {
            id: "VISIT",
            title: "Visit",
            children: [Footer { label: "Done", on_click_action: complete {} }],
        }],
    });
}

mod none {
    flow_dsl::flow!(Flow {
        name: "none",
        langauges: [],
        texts: "texts/good",
        version: "7.3",
        screens: [Screen {
            id: "VISIT",
            title: "Visit",
            children: [Footer { label: "Done", on_click_action: complete {} }],
        }],
    });
}

fn main() {
    let _ = (no_folder::FLOWS, no_languages::FLOWS, values::FLOWS, none::FLOWS);
}
