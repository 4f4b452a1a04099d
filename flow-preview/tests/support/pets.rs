//! A program with a flow, which is built anew.

use std::path::PathBuf;

use flow_preview::{Preview, Program};

use super::{Served, flow, serve_preview};

/// A package whose program prints a flow as `flow_deploy_cli` does.
pub(crate) struct Pets {
    folder: tempfile::TempDir,
}

impl Pets {
    pub(crate) fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let manifest = "[package]\nname = \"pets\"\nedition = \"2024\"\n[workspace]\n";
        std::fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
        std::fs::create_dir(folder.path().join("src")).unwrap();
        let pets = Self { folder };
        pets.write(&program(text));
        pets
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, source: &str) {
        std::fs::write(self.path("src/main.rs"), source).unwrap();
    }

    pub(crate) fn bin(&self, name: &str) -> Preview {
        self.preview(Program::bin(name))
    }

    pub(crate) fn preview(&self, program: Program) -> Preview {
        let manifest = self.path("Cargo.toml");
        Preview::of_program(program.manifest_path(manifest.to_str().unwrap()))
    }

    pub(crate) fn serve(&self) -> Served {
        serve_preview(self.bin("pets"), None)
    }
}

pub(crate) fn program(text: &str) -> String {
    let json = flow(&format!(r#"{{"type": "TextBody", "text": "{text}"}}"#));
    format!(
        "fn main() {{ println!(\"{{}}\", r##\"{{\"pet\": {{\"json\": {json}, \"places\": [\"src/main.rs:1:1\"]}}}}\"##); }}"
    )
}
