//! A request for a quote for solar panels: a form of many pickers, no endpoint.
//!
//! Shows every `input-type` of `TextInput` with patterns and limits, pictures from files: of options,
//! alone and in a carousel, options with colours, consent boxes that open a page, lead to a screen or
//! change the form, and a branch that ends the flow early.

flow_dsl::flow!(Flow {
    name: "lead",
    categories: [LEAD_GENERATION, CONTACT_US],
    version: "7.1",
    screens: [
        Screen {
            id: "START",
            title: "Sunward Roofs",
            children: [
                Image {
                    src: image!("pictures/roof.png"),
                    alt_text: "A roof with solar panels under a clear sky",
                    height: 180,
                    scale_type: "cover",
                    aspect_ratio: 1.78,
                },
                TextHeading {
                    text: "What could your roof earn?"
                },
                TextBody {
                    text: [
                        "Answer a few questions and get **a quote within two working days**.",
                        "- free of charge",
                        "- no visit needed",
                        "- valid for *ninety days*",
                    ],
                    markdown: true,
                },
                ImageCarousel {
                    aspect_ratio: "16:9",
                    scale_type: "cover",
                    images: [
                        CarouselImage {
                            src: image!("pictures/slate.png"),
                            alt_text: "Panels on a slate roof",
                        },
                        CarouselImage {
                            src: image!("pictures/tiles.png"),
                            alt_text: "Panels on a roof of clay tiles",
                        },
                        CarouselImage {
                            src: image!("pictures/flat.png"),
                            alt_text: "Panels on a flat roof",
                        },
                    ],
                },
                OptIn {
                    name: "owner",
                    label: "The house is mine, or I may decide on it.",
                    required: true,
                },
                Footer {
                    label: "Get a quote",
                    on_click_action: navigate(ROOF),
                },
            ],
        },
        Screen {
            id: "ROOF",
            title: "Your roof",
            data: json!({}),
            children: [
                Dropdown {
                    name: "tiles",
                    label: "What lies on it?",
                    required: true,
                    data_source: [
                        Item {
                            id: "clay",
                            title: "Clay tiles",
                            image: image!("pictures/tiles.png"),
                            alt_text: "A red tile",
                        },
                        Item {
                            id: "slate",
                            title: "Slate",
                            description: "Natural or artificial",
                            image: image!("pictures/slate.png"),
                            alt_text: "A grey slate",
                        },
                        Item {
                            id: "flat",
                            title: "Flat roof",
                            metadata: "Needs a frame",
                        },
                    ],
                },
                RadioButtonsGroup {
                    name: "frame",
                    label: "Colour of the frames",
                    description: "It changes neither the yield nor the price.",
                    data_source: [
                        Item {
                            id: "black",
                            title: "Black",
                            color: "#1B1B1B",
                        },
                        Item {
                            id: "silver",
                            title: "Silver",
                            color: "#C0C5CA",
                        },
                        Item {
                            id: "terracotta",
                            title: "Terracotta",
                            color: "#B25438",
                        },
                    ],
                },
                CheckboxGroup {
                    name: "extras",
                    label: "What else shall we quote?",
                    media_size: "large",
                    max_selected_items: 2,
                    data_source: [
                        Item {
                            id: "battery",
                            title: "A battery",
                            description: "For the evening",
                            image: image!("pictures/battery.png"),
                        },
                        Item {
                            id: "charger",
                            title: "A charger for a car",
                            description: "Up to 11 kW",
                            image: image!("pictures/charger.png"),
                        },
                        Item {
                            id: "heat_pump",
                            title: "A heat pump",
                            enabled: false,
                            image: image!("pictures/heat_pump.png"),
                        },
                    ],
                },
                TextInput {
                    name: "area",
                    label: "Area in m²",
                    input_type: "number",
                    required: true,
                    min_chars: 2,
                    max_chars: 4,
                    pattern: r"^\d{2,4}$",
                    helper_text: "A guess will do: length times width of the sunny side",
                },
                TextInput {
                    name: "postcode",
                    label: "Postcode",
                    input_type: "text",
                    required: true,
                    pattern: "^[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}$",
                    max_chars: 8,
                    helper_text: "Where the house stands",
                },
                PhotoPicker {
                    name: "roof_photos",
                    label: "Photos of the roof",
                    description: "From the street and from the garden. Please stay on the ground.",
                    photo_source: "gallery",
                    min_uploaded_photos: 0,
                    max_uploaded_photos: 4,
                    max_file_size_kb: 8192,
                },
                Footer {
                    label: "Continue",
                    on_click_action: navigate(ACCOUNT {
                        tiles: form.tiles,
                        wants_letter: false,
                    }),
                },
            ],
        },
        Screen {
            id: "ACCOUNT",
            title: "Who asks?",
            sensitive: ["email", "phone", "password", "pin", "offer_code"],
            data: Data {
                tiles: "clay",
                wants_letter: false,
            },
            children: [
                TextSubheading {
                    text: "Where does the quote go?"
                },
                TextInput {
                    name: "full_name",
                    label: "Name",
                    required: true,
                    min_chars: 2,
                    max_chars: 70,
                },
                TextInput {
                    name: "email",
                    label: "E-mail",
                    input_type: "email",
                    required: true,
                    helper_text: "The quote comes as a PDF file",
                },
                TextInput {
                    name: "phone",
                    label: "Phone",
                    input_type: "phone",
                    helper_text: "Only if we cannot make sense of the photos",
                },
                TextSubheading {
                    text: "Your own page"
                },
                TextBody {
                    text: "There you can change the quote, and later see what the roof earns.",
                },
                TextInput {
                    name: "password",
                    label: "Choose a password",
                    input_type: "password",
                    required: true,
                    min_chars: 10,
                    max_chars: 64,
                    pattern: "^(?=.*[a-z])(?=.*[0-9]).{10,64}$",
                    helper_text: "Ten characters or more, with a letter and a digit",
                },
                TextInput {
                    name: "pin",
                    label: "PIN for the app",
                    label_variant: "large",
                    input_type: "passcode",
                    pattern: "^[0-9]{6}$",
                    helper_text: "Six digits",
                },
                TextInput {
                    name: "offer_code",
                    label: "Voucher",
                    init_value: "SUNNY-",
                    max_chars: 12,
                    enabled: true,
                    visible: data.tiles != "flat",
                },
                OptIn {
                    name: "by_post",
                    label: "Send me the quote on paper too.",
                    on_select_action: update_data { wants_letter: true },
                    on_unselect_action: update_data {
                        wants_letter: false,
                    },
                },
                TextArea {
                    name: "post_address",
                    label: "Postal address",
                    visible: data.wants_letter,
                    required: data.wants_letter,
                    max_length: 250,
                },
                OptIn {
                    name: "terms",
                    label: "I have read what Sunward Roofs does with my data.",
                    required: true,
                    on_click_action: navigate(TERMS {
                        company: "Sunward Roofs",
                    }),
                },
                OptIn {
                    name: "partners",
                    label: "A bank may offer me a loan for it.",
                    init_value: false,
                    on_click_action: open_url("https://sunward.example/partners"),
                },
                Footer {
                    label: "Ask for the quote",
                    left_caption: "Free of charge",
                    right_caption: "Valid 90 days",
                    on_click_action: complete {
                        owner: screen.START.form.owner,
                        tiles: data.tiles,
                        frame: screen.ROOF.form.frame,
                        extras: screen.ROOF.form.extras,
                        area: screen.ROOF.form.area,
                        postcode: screen.ROOF.form.postcode,
                        roof_photos: screen.ROOF.form.roof_photos,
                        contact: Contact {
                            full_name: form.full_name,
                            email: form.email,
                            phone: form.phone,
                            post_address: form.post_address,
                        },
                        password: form.password,
                        pin: form.pin,
                        offer_code: form.offer_code,
                        terms: form.terms,
                        partners: form.partners,
                        source: ["chat", "quote form", 2],
                    },
                },
            ],
        },
        Screen {
            id: "TERMS",
            title: "Your data",
            data: Data {
                company: "Sunward Roofs",
            },
            success: false,
            children: [
                RichText {
                    text: [
                        "# What we keep",
                        "Your name, your e-mail address and the photos of your roof.",
                        "## For how long",
                        "| What | How long |\n\
                            | --- | --- |\n\
                            | Quote | 90 days |\n\
                            | Photos | 30 days |",
                        "## Your rights",
                        "- see it\n- correct it\n- have it **deleted**",
                        "[All of it in full](https://sunward.example/privacy)",
                    ],
                },
                Footer {
                    label: "I do not want this",
                    on_click_action: complete {
                        refused: true,
                        company: data.company,
                    },
                },
            ],
        },
    ],
});
