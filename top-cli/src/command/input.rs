//! What commands are given: text in place, in a file, or on standard input.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// Reads a file, or standard input for `-`.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, String> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        let outcome = io::stdin().lock().read_to_end(&mut bytes);
        return outcome.map(|_| bytes).map_err(|error| format!("standard input: {error}"));
    }
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Reads text from a file, or standard input for `-`.
pub(super) fn read_text(path: &Path) -> Result<String, String> {
    let text = String::from_utf8(read(path)?);
    let text = text.map_err(|_| format!("{}: this is no UTF-8 text: save it as UTF-8", path.display()))?;
    Ok(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}
