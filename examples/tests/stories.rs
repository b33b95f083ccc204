//! The stories tell what their transcripts say, to the byte. Every language tells the same ones.

use std::path::Path;
use std::process::Command;

const STORIES: [&str; 3] = ["office_lunch", "group_buy", "family_groceries"];

fn told(story: &str) -> String {
    let test = std::env::current_exe().expect("a test knows where it lies");
    let built = test.ancestors().nth(2).expect("cargo puts it two folders down").join("examples");
    let output = Command::new(built.join(story)).output();
    let output =
        output.expect("cargo test builds the examples, unless one test file is named alone");
    assert!(output.status.success(), "{story}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("stories are text")
}

#[test]
fn stories_are_told_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("stories");
    for story in STORIES {
        let written = std::fs::read_to_string(folder.join(story).with_extension("txt"));
        assert_eq!(told(story), written.expect("a transcript beside the story"), "{story}");
    }
}

#[test]
fn stories_are_short_enough_to_be_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let hosts = ["", "python", "node", "kotlin", "swift", "c"];
    let mut found = 0;
    for host in hosts {
        let entries = folder.join(host).join("stories").read_dir();
        for entry in entries.expect("every language has them") {
            let path = entry.expect("the folder can be read").path();
            let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            let is_story = path.extension().is_some_and(|it| it != "txt");
            if is_story && STORIES.contains(&name) {
                let text = std::fs::read_to_string(&path).expect("a story is text");
                assert!(text.lines().count() <= 80, "{} has more than 80 lines", path.display());
                found += 1;
            }
        }
    }
    assert_eq!(found, hosts.len() * STORIES.len(), "every language tells all of them");
}
