//! Pictures and files.

use super::{Component, DESCRIPTION, ENABLED, Input, NAME, Places, VISIBLE, anywhere, label};
use crate::table::picture;
use crate::table::property::{
    Advised, Format, Property, Shape, Type, choice, integer, number, string, text, value,
};
use crate::version::Version;

const fn label_not_blank() -> Property {
    label(80)
}

const MAX_FILE_SIZE_KB: Property = integer(
    "max-file-size-kb",
    Some(1),
    Some(25_600),
    "The largest file, in KiB.",
)
.default("25600");

/// An error for the picker, or for each file by its media id.
const FILE_ERRORS: Property = Property::new(
    "error-message",
    Type::OneOf(&[
        (Type::String(Format::Text), Version::V4_0),
        (Type::Map(&Type::String(Format::Text)), Version::V4_0),
    ]),
    "An error shown at the picker, or for each file by its media id. Only outside a `Form`.",
)
.dynamic();

pub(super) const PHOTO_PICKER: Component = Component {
    shape: Shape {
        name: "PhotoPicker",
        doc: "Photos from the camera or the gallery.",
        since: Version::V4_0,
        properties: &[
            NAME,
            label_not_blank(),
            DESCRIPTION,
            choice(
                "photo-source",
                &[value("camera_gallery"), value("camera"), value("gallery")],
                "Where photos may come from.",
            )
            .default("\"camera_gallery\""),
            MAX_FILE_SIZE_KB,
            integer(
                "min-uploaded-photos",
                Some(0),
                Some(30),
                "The fewest photos; with 0 none is needed.",
            )
            .default("0"),
            integer("max-uploaded-photos", Some(1), Some(30), "The most photos.").default("30"),
            ENABLED,
            VISIBLE,
            FILE_ERRORS,
        ],
    },
    places: anywhere(Version::V4_0),
    max_per_screen: Some(1),
    input: Some(Input::Files),
    example: r#"Screen {
    id: "DAMAGE",
    title: "What happened?",
    children: [
        PhotoPicker {
            name: "photos",
            label: "Photos of the damage",
            min_uploaded_photos: 1,
            max_uploaded_photos: 3,
        },
        Footer {
            label: "Send",
            on_click_action: complete { photos: form.photos },
        },
    ],
},"#,
};

pub(super) const DOCUMENT_PICKER: Component = Component {
    shape: Shape {
        name: "DocumentPicker",
        doc: "Documents from the device.",
        since: Version::V4_0,
        properties: &[
            NAME,
            label_not_blank(),
            DESCRIPTION,
            MAX_FILE_SIZE_KB,
            integer(
                "min-uploaded-documents",
                Some(0),
                Some(30),
                "The fewest documents; with 0 none is needed.",
            )
            .default("0"),
            integer(
                "max-uploaded-documents",
                Some(1),
                Some(30),
                "The most documents.",
            )
            .default("30"),
            Property::new(
                "allowed-mime-types",
                Type::Array {
                    of: &Type::Choice(MIME_TYPES),
                    min: 1,
                    max: None,
                    advised: Advised::ANY,
                },
                "The kinds of files to take. All of them if left out.",
            ),
            ENABLED,
            VISIBLE,
            FILE_ERRORS,
        ],
    },
    places: anywhere(Version::V4_0),
    max_per_screen: Some(1),
    input: Some(Input::Files),
    example: r#"Screen {
    id: "APPLY",
    title: "Your application",
    children: [
        DocumentPicker {
            name: "letter",
            label: "Letter",
            description: "One page is enough.",
            allowed_mime_types: ["application/pdf"],
            max_uploaded_documents: 1,
        },
        Footer {
            label: "Apply",
            on_click_action: complete { letter: form.letter },
        },
    ],
},"#,
};

const MIME_TYPES: &[crate::table::Choice] = &[
    value("application/gzip"),
    value("application/msword"),
    value("application/pdf"),
    value("application/vnd.ms-excel"),
    value("application/vnd.ms-powerpoint"),
    value("application/vnd.oasis.opendocument.presentation"),
    value("application/vnd.oasis.opendocument.spreadsheet"),
    value("application/vnd.oasis.opendocument.text"),
    value("application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    value("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    value("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    value("application/x-7z-compressed"),
    value("application/zip"),
    value("image/avif"),
    value("image/gif"),
    value("image/heic"),
    value("image/heif"),
    value("image/jpeg"),
    value("image/png"),
    value("image/tiff"),
    value("image/webp"),
    value("text/plain"),
    value("video/mp4"),
    value("video/mpeg"),
];

const SCALE_TYPE: Property = choice(
    "scale-type",
    &[value("contain"), value("cover")],
    "Whether the picture is fitted in or fills its place.",
)
.default("\"contain\"");

pub(super) const IMAGE: Component = Component {
    shape: Shape {
        name: "Image",
        doc: "A picture.",
        since: Version::V2_1,
        properties: &[
            string(
                "src",
                Format::Image(&picture::LARGE),
                "The picture in base64, JPEG or PNG, at best under 300 KB.",
            )
            .required()
            .dynamic(),
            number("width", "Its width in pixels.").dynamic(),
            number("height", "Its height in pixels.").dynamic(),
            SCALE_TYPE,
            number("aspect-ratio", "Its width divided by its height.")
                .dynamic()
                .default("1"),
            text("alt-text", "The picture in words.").dynamic(),
            VISIBLE,
        ],
    },
    places: anywhere(Version::V2_1),
    max_per_screen: Some(3),
    input: None,
    example: r#"Screen {
    id: "WELCOME",
    title: "Welcome",
    children: [
        Image {
            src: image!("../examples/logo.png"),
            alt_text: "Two squares",
            height: 120,
        },
        Footer { label: "Close", on_click_action: complete {} },
    ],
},"#,
};

/// A picture of an `ImageCarousel`.
const CAROUSEL_IMAGE: Shape = Shape {
    name: "CarouselImage",
    doc: "A picture of a carousel.",
    since: Version::V7_1,
    properties: &[
        string(
            "src",
            Format::Image(&picture::OF_CAROUSEL),
            "The picture in base64.",
        )
        .required()
        .dynamic(),
        text("alt-text", "The picture in words.")
            .required()
            .dynamic(),
    ],
};

pub(super) const IMAGE_CAROUSEL: Component = Component {
    shape: Shape {
        name: "ImageCarousel",
        doc: "Up to three pictures to swipe through.",
        since: Version::V7_1,
        properties: &[
            Property::new(
                "images",
                Type::Array {
                    of: &Type::Object(&CAROUSEL_IMAGE),
                    min: 1,
                    max: Some(3),
                    advised: Advised::ANY,
                },
                "The pictures.",
            )
            .required()
            .dynamic(),
            choice(
                "aspect-ratio",
                &[value("4:3"), value("16:9")],
                "The shape of all pictures.",
            )
            .default("\"4:3\""),
            SCALE_TYPE,
            VISIBLE,
        ],
    },
    places: Places {
        layout: Some(Version::V7_1),
        form: Some(Version::V7_1),
        branch: None,
        case: None,
    },
    max_per_screen: Some(2),
    input: None,
    example: r#"Screen {
    id: "ROOMS",
    title: "Our rooms",
    data: Data { hall: "aGVsbG8=" }, // a picture in base64
    children: [
        ImageCarousel {
            images: [
                CarouselImage { src: image!("../examples/logo.png"), alt_text: "The attic" },
                CarouselImage { src: data.hall, alt_text: "The hall" },
            ],
            aspect_ratio: "16:9",
        },
        Footer { label: "Close", on_click_action: complete {} },
    ],
},"#,
};
