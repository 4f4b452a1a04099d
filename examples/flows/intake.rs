//! The registration of new patients at a surgery: eleven screens, no endpoint.
//!
//! Shows routing by `navigate` alone with a branch in the middle, screens with a `Form` and
//! without, inputs that are masked in the summary, both pickers, both modes of `CalendarPicker`,
//! nested conditions, and one reply put together from all screens by `screen.ID.form.x`.

flow_dsl::flow!(Flow {
    name: "intake",
    categories: [SIGN_UP],
    version: "7.3",
    screens: [
        Screen {
            id: "WELCOME",
            title: "Welcome",
            children: [
                TextHeading {
                    text: "Join Larkfield Surgery"
                },
                TextBody {
                    text: [
                        "It takes about **eight minutes**. Please have at hand:",
                        "- your passport or driving licence",
                        "- your insurance card, if you have one",
                        "- the names of the medicines you take",
                    ],
                    markdown: true,
                },
                RadioButtonsGroup {
                    name: "registering_for",
                    label: "Who is joining us?",
                    required: true,
                    init_value: "me",
                    data_source: [
                        Item {
                            id: "me",
                            title: "I am"
                        },
                        Item {
                            id: "child",
                            title: "My child",
                            description: "Younger than 16 years",
                        },
                        Item {
                            id: "relative",
                            title: "Somebody I care for",
                            description: "We will ask for your details too",
                        },
                    ],
                },
                EmbeddedLink {
                    text: "How we keep your data",
                    on_click_action: open_url("https://larkfield.example/privacy"),
                },
                Footer {
                    label: "Start",
                    center_caption: "Step 1 of 9",
                    on_click_action: navigate(PERSON {
                        registering_for: form.registering_for,
                    }),
                },
            ],
        },
        Screen {
            id: "PERSON",
            title: "The new patient",
            sensitive: ["birth_date", "health_number"],
            data: Data {
                registering_for: "child",
            },
            children: [Form {
                name: "person",
                init_values: InitValues {
                    language: "en",
                    interpreter: false,
                },
                children: [
                    TextSubheading {
                        text: "Name and birth"
                    },
                    TextInput {
                        name: "first_name",
                        label: "First name",
                        required: true,
                        max_chars: 40,
                    },
                    TextInput {
                        name: "last_name",
                        label: "Last name",
                        required: true,
                        max_chars: 60,
                    },
                    TextInput {
                        name: "preferred-name",
                        label: "Preferred name",
                        helper_text: "What our staff should call you",
                    },
                    DatePicker {
                        name: "birth_date",
                        label: "Date of birth",
                        required: true,
                        min_date: "1910-01-01",
                        max_date: "2027-12-31",
                    },
                    TextInput {
                        name: "health_number",
                        label: "Health number",
                        pattern: "^[0-9]{10}$",
                        min_chars: 10,
                        max_chars: 10,
                        helper_text: "Ten digits; leave it out if you do not know it",
                    },
                    Dropdown {
                        name: "language",
                        label: "Language at visits",
                        required: true,
                        data_source: [
                            Item {
                                id: "en",
                                title: "English"
                            },
                            Item {
                                id: "cy",
                                title: "Welsh"
                            },
                            Item {
                                id: "pl",
                                title: "Polish"
                            },
                            Item {
                                id: "pt",
                                title: "Portuguese"
                            },
                            Item {
                                id: "ur",
                                title: "Urdu"
                            },
                            Item {
                                id: "bsl",
                                title: "Sign language"
                            },
                        ],
                    },
                    OptIn {
                        name: "interpreter",
                        label: "Please have an interpreter at the visits.",
                    },
                    if data.registering_for == "child" {
                        [
                            TextSubheading {
                                text: "Parent or guardian",
                            },
                            TextInput {
                                name: "guardian_name",
                                label: "Guardian's name",
                                required: true,
                            },
                            RadioButtonsGroup {
                                name: "guardian_role",
                                label: "You are the child's",
                                required: true,
                                data_source: [
                                    Item {
                                        id: "mother",
                                        title: "Mother",
                                    },
                                    Item {
                                        id: "father",
                                        title: "Father",
                                    },
                                    Item {
                                        id: "guardian",
                                        title: "Legal guardian",
                                    },
                                ],
                            },
                        ]
                    } else if data.registering_for == "relative" {
                        [
                            TextSubheading { text: "Carer" },
                            TextInput {
                                name: "carer_name",
                                label: "Carer's name",
                                required: true,
                            },
                        ]
                    },
                    Footer {
                        label: "Continue",
                        center_caption: "Step 2 of 9",
                        on_click_action: navigate(CONTACT {
                            first_name: form.first_name,
                        }),
                    },
                ],
            }],
        },
        Screen {
            id: "CONTACT",
            title: "How to reach you",
            sensitive: ["mobile", "email", "address"],
            data: Data { first_name: "Maya" },
            children: [
                TextHeading {
                    text: "Good to meet you, " + data.first_name
                },
                TextInput {
                    name: "mobile",
                    label: "Mobile number",
                    input_type: "phone",
                    required: true,
                },
                TextInput {
                    name: "email",
                    label: "E-mail",
                    input_type: "email",
                },
                TextArea {
                    name: "address",
                    label: "Home address",
                    required: true,
                    max_length: 300,
                    helper_text: "Street, house number, town and postcode",
                },
                RadioButtonsGroup {
                    name: "contact_by",
                    label: "How should we contact you?",
                    required: true,
                    init_value: "message",
                    data_source: [
                        Item {
                            id: "message",
                            title: "Message"
                        },
                        Item {
                            id: "phone",
                            title: "Phone call"
                        },
                        Item {
                            id: "email",
                            title: "E-mail"
                        },
                    ],
                },
                if form.contact_by == "phone" {
                    [
                        Dropdown {
                            name: "best_time",
                            label: "Best time to call",
                            data_source: [
                                Item {
                                    id: "morning",
                                    title: "8 am to noon",
                                },
                                Item {
                                    id: "afternoon",
                                    title: "Noon to 5 pm",
                                },
                                Item {
                                    id: "evening",
                                    title: "5 pm to 8 pm",
                                },
                            ],
                        },
                        OptIn {
                            name: "voicemail",
                            label: "You may leave a message on my voicemail.",
                            init_value: true,
                        },
                    ]
                } else if form.contact_by == "email" {
                    [TextCaption {
                        text: "Our letters come as a link that needs your date of birth to open.",
                    }]
                } else {
                    [TextCaption {
                        text: "We write in this chat, never from another number.",
                    }]
                },
                Footer {
                    label: "Continue",
                    center_caption: "Step 3 of 9",
                    on_click_action: navigate(IDENTITY),
                },
            ],
        },
        Screen {
            id: "IDENTITY",
            title: "Proof of identity",
            sensitive: ["id_kind"],
            children: [Form {
                name: "identity",
                children: [
                    TextBody {
                        text: "Please photograph one document. Its name must be the one that you \
                            gave us, and all four corners must be in the picture.",
                    },
                    RadioButtonsGroup {
                        name: "id_kind",
                        label: "Which document is it?",
                        required: true,
                        data_source: [
                            Item {
                                id: "passport",
                                title: "Passport",
                                metadata: "Photo page"
                            },
                            Item {
                                id: "licence",
                                title: "Driving licence",
                                metadata: "Both sides"
                            },
                            Item {
                                id: "id_card",
                                title: "Identity card",
                                metadata: "Both sides"
                            },
                            Item {
                                id: "birth",
                                title: "Birth certificate",
                                metadata: "Children only"
                            },
                        ],
                    },
                    PhotoPicker {
                        name: "id_photos",
                        label: "Photos of the document",
                        description: "One photo, or two if it has two sides.",
                        photo_source: "camera_gallery",
                        min_uploaded_photos: 1,
                        max_uploaded_photos: 2,
                        max_file_size_kb: 5120,
                    },
                    Footer {
                        label: "Continue",
                        center_caption: "Step 4 of 9",
                        on_click_action: navigate(COVER),
                    },
                ],
            }],
        },
        Screen {
            id: "COVER",
            title: "Who pays",
            sensitive: ["policy_number"],
            children: [
                RadioButtonsGroup {
                    name: "cover",
                    label: "Who pays for your visits?",
                    required: true,
                    data_source: [
                        Item {
                            id: "public",
                            title: "Public health service"
                        },
                        Item {
                            id: "insurer",
                            title: "Private insurance"
                        },
                        Item {
                            id: "employer",
                            title: "My employer"
                        },
                        Item {
                            id: "self",
                            title: "I pay myself"
                        },
                    ],
                },
                match form.cover {
                    "public" => [TextCaption {
                        text: "There is nothing else to fill in here."
                    }],
                    "insurer" => [
                        Dropdown {
                            name: "insurer",
                            label: "Insurance company",
                            required: true,
                            data_source: [
                                Item {
                                    id: "alder",
                                    title: "Alder Mutual"
                                },
                                Item {
                                    id: "beacon",
                                    title: "Beacon Health"
                                },
                                Item {
                                    id: "corran",
                                    title: "Corran Life & Care"
                                },
                                Item {
                                    id: "other",
                                    title: "Another company"
                                },
                            ],
                        },
                        TextInput {
                            name: "policy_number",
                            label: "Policy number",
                            required: true,
                            helper_text: "It is on the front of your card",
                        },
                        OptIn {
                            name: "bill_insurer",
                            label: "Send the bills straight to the insurance company.",
                        },
                    ],
                    "employer" => [
                        TextInput {
                            name: "employer",
                            label: "Employer",
                            required: true,
                        },
                        TextInput {
                            name: "staff_number",
                            label: "Staff number",
                        },
                    ],
                    "self" => [TextBody {
                        text: "We send you a **list of our fees** before the first visit.",
                        markdown: true,
                    }],
                },
                Footer {
                    label: "Continue",
                    center_caption: "Step 5 of 9",
                    on_click_action: navigate(DOCUMENTS),
                },
            ],
        },
        Screen {
            id: "DOCUMENTS",
            title: "Earlier records",
            children: [
                TextHeading {
                    text: "Letters from other doctors"
                },
                TextBody {
                    text: "Discharge letters, test results, vaccination records: whatever helps us \
                        to know you. You can also bring them to the first visit.",
                },
                DocumentPicker {
                    name: "records",
                    label: "Add documents",
                    description: "Up to three files of at most 10 MB each.",
                    min_uploaded_documents: 0,
                    max_uploaded_documents: 3,
                    max_file_size_kb: 10240,
                    allowed_mime_types: ["application/pdf", "image/jpeg", "image/png"],
                },
                Footer {
                    label: "Continue",
                    left_caption: "Optional",
                    right_caption: "Step 6 of 9",
                    on_click_action: navigate(HEALTH),
                },
            ],
        },
        Screen {
            id: "HEALTH",
            title: "Your health",
            sensitive: ["conditions", "allergies", "allergy_list", "takes_medicine"],
            children: [
                CheckboxGroup {
                    name: "conditions",
                    label: "Do you live with any of these?",
                    description: "Choose all that apply, or none.",
                    data_source: [
                        Item {
                            id: "asthma",
                            title: "Asthma"
                        },
                        Item {
                            id: "diabetes",
                            title: "Diabetes"
                        },
                        Item {
                            id: "epilepsy",
                            title: "Epilepsy"
                        },
                        Item {
                            id: "heart",
                            title: "Heart trouble"
                        },
                        Item {
                            id: "pressure",
                            title: "High blood pressure"
                        },
                        Item {
                            id: "mood",
                            title: "Low mood or anxiety"
                        },
                    ],
                },
                OptIn {
                    name: "allergies",
                    label: "I have an allergy that you should know of.",
                },
                if form.allergies {
                    [TextArea {
                        name: "allergy_list",
                        label: "Your allergies",
                        label_variant: "large",
                        required: true,
                        max_length: 400,
                    }]
                },
                RadioButtonsGroup {
                    name: "smokes",
                    label: "Do you smoke?",
                    required: true,
                    data_source: [
                        Item {
                            id: "never",
                            title: "I never have"
                        },
                        Item {
                            id: "stopped",
                            title: "I have stopped"
                        },
                        Item {
                            id: "yes",
                            title: "Yes"
                        },
                    ],
                },
                if form.smokes == "yes" || form.smokes == "stopped" {
                    [
                        TextInput {
                            name: "smoking_years",
                            label: "For how many years?",
                            input_type: "number",
                            max_chars: 2,
                        },
                        if form.smokes == "yes" && (form.smoking_years > 10 || form.allergies) {
                            [
                                TextBody {
                                    text: "A yearly lung check is free for you.",
                                },
                                OptIn {
                                    name: "lung_check",
                                    label: "Invite me to the lung check.",
                                },
                            ]
                        },
                    ]
                },
                RadioButtonsGroup {
                    name: "takes_medicine",
                    label: "Do you take medicines?",
                    required: true,
                    data_source: [
                        Item {
                            id: "yes",
                            title: "Yes, regularly"
                        },
                        Item {
                            id: "no",
                            title: "No"
                        },
                    ],
                },
                if form.takes_medicine == "yes" {
                    [Footer {
                        label: "Continue to medicines",
                        center_caption: "Step 7 of 9",
                        on_click_action: navigate(MEDICINES),
                    }]
                } else {
                    [Footer {
                        label: "Continue",
                        center_caption: "Step 7 of 9",
                        on_click_action: navigate(VISIT {
                            has_medicines: false,
                        }),
                    }]
                },
            ],
        },
        Screen {
            id: "MEDICINES",
            title: "Your medicines",
            sensitive: ["medicine_list"],
            children: [
                TextArea {
                    name: "medicine_list",
                    label: "What you take",
                    required: true,
                    max_length: 600,
                    helper_text: "Name and dose, one on each line",
                },
                DatePicker {
                    name: "supply_until",
                    label: "Your supply lasts until",
                    min_date: "2027-09-01",
                    max_date: "2028-08-31",
                    helper_text: "We will renew it before that day",
                },
                Footer {
                    label: "Continue",
                    center_caption: "Step 7 of 9",
                    on_click_action: navigate(VISIT {
                        has_medicines: true,
                    }),
                },
            ],
        },
        Screen {
            id: "VISIT",
            title: "The first visit",
            data: Data {
                has_medicines: true,
            },
            children: [
                TextHeading {
                    text: "When shall we see you?"
                },
                TextCaption {
                    text: "Please bring the boxes of your medicines.",
                    visible: data.has_medicines,
                },
                CalendarPicker {
                    name: "first_visit",
                    label: "Day of the visit",
                    helper_text: "We see new patients on Mondays, Tuesdays and Thursdays",
                    required: true,
                    min_date: "2027-09-07",
                    max_date: "2027-12-17",
                    unavailable_dates: ["2027-10-25", "2027-10-26"],
                    include_days: ["Mon", "Tue", "Thu"],
                },
                CalendarPicker {
                    name: "away",
                    mode: "range",
                    title: "Days you are away",
                    description: "We will not write or call on these days.",
                    label: DateRange {
                        start_date: "First day away",
                        end_date: "Last day away",
                    },
                    helper_text: DateRange {
                        start_date: "Leave it out if you stay",
                    },
                    required: DateRange {
                        start_date: false,
                        end_date: false,
                    },
                    min_date: "2027-09-01",
                    max_date: "2028-02-28",
                    min_days: 2,
                    max_days: 60,
                },
                Footer {
                    label: "Continue",
                    center_caption: "Step 8 of 9",
                    on_click_action: navigate(CONSENT { may_send: false }),
                },
            ],
        },
        Screen {
            id: "CONSENT",
            title: "Your consent",
            data: Data { may_send: false },
            children: [
                TextBody {
                    text: "You can take back each of these at any time, here or at the desk.",
                },
                OptIn {
                    name: "consent_records",
                    label: "Larkfield Surgery may keep my health record.",
                    required: true,
                    on_click_action: open_url("https://larkfield.example/records"),
                    on_select_action: update_data { may_send: true },
                    on_unselect_action: update_data { may_send: false },
                },
                OptIn {
                    name: "consent_sharing",
                    label: "The surgery may share my record with hospitals that treat me.",
                    on_click_action: open_url("https://larkfield.example/sharing"),
                },
                OptIn {
                    name: "consent_news",
                    label: "Tell me about vaccinations and health checks.",
                },
                TextCaption {
                    text: "We can only go on with your consent to the health record.",
                    font_weight: "italic",
                    visible: !data.may_send,
                },
                Footer {
                    label: "Look it over",
                    center_caption: "Step 9 of 9",
                    enabled: data.may_send,
                    on_click_action: navigate(REVIEW),
                },
            ],
        },
        Screen {
            id: "REVIEW",
            title: "Is it all right?",
            children: [
                TextHeading {
                    text: screen.PERSON.form.first_name + " " + screen.PERSON.form.last_name,
                },
                TextBody {
                    text: "Born on " + screen.PERSON.form.birth_date
                },
                TextBody {
                    text: "Mobile " + screen.CONTACT.form.mobile
                },
                TextBody {
                    text: "First visit on " + screen.VISIT.form.first_visit
                },
                TextBody {
                    text: "With an interpreter",
                    visible: screen.PERSON.form.interpreter,
                },
                If {
                    condition: "${screen.HEALTH.form.takes_medicine} == 'yes'",
                    then: [TextBody {
                        text: screen.MEDICINES.form.medicine_list,
                    }],
                    r#else: [TextBody {
                        text: "No medicines"
                    }],
                },
                TextCaption {
                    text: "Go back to any step to change what is wrong."
                },
                Footer {
                    label: "Send to the surgery",
                    on_click_action: complete {
                        registering_for: screen.WELCOME.form.registering_for,
                        first_name: screen.PERSON.form.first_name,
                        last_name: screen.PERSON.form.last_name,
                        #[rename = "preferred-name"]
                        preferred_name: screen.PERSON.form["preferred-name"],
                        birth_date: screen.PERSON.form.birth_date,
                        health_number: screen.PERSON.form.health_number,
                        language: screen.PERSON.form.language,
                        interpreter: screen.PERSON.form.interpreter,
                        guardian_name: screen.PERSON.form.guardian_name,
                        guardian_role: screen.PERSON.form.guardian_role,
                        carer_name: screen.PERSON.form.carer_name,
                        mobile: screen.CONTACT.form.mobile,
                        email: screen.CONTACT.form.email,
                        address: screen.CONTACT.form.address,
                        contact_by: screen.CONTACT.form.contact_by,
                        best_time: screen.CONTACT.form.best_time,
                        voicemail: screen.CONTACT.form.voicemail,
                        id_kind: screen.IDENTITY.form.id_kind,
                        id_photos: screen.IDENTITY.form.id_photos,
                        cover: Cover {
                            kind: screen.COVER.form.cover,
                            insurer: screen.COVER.form.insurer,
                            policy_number: screen.COVER.form.policy_number,
                            employer: screen.COVER.form.employer,
                            bill_insurer: screen.COVER.form.bill_insurer,
                            staff_number: screen.COVER.form.staff_number,
                        },
                        records: screen.DOCUMENTS.form.records,
                        conditions: screen.HEALTH.form.conditions,
                        lung_check: screen.HEALTH.form.lung_check,
                        allergy_list: screen.HEALTH.form.allergy_list,
                        smokes: screen.HEALTH.form.smokes,
                        smoking_years: screen.HEALTH.form.smoking_years,
                        medicine_list: screen.MEDICINES.form.medicine_list,
                        supply_until: screen.MEDICINES.form.supply_until,
                        first_visit: screen.VISIT.form.first_visit,
                        away: screen.VISIT.form.away,
                        consent_sharing: screen.CONSENT.form.consent_sharing,
                        consent_news: screen.CONSENT.form.consent_news,
                        form_version: 3,
                    },
                },
            ],
        },
    ],
});
