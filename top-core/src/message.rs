//! Messages for panics at compile time, where nothing can be formatted.

/// A message that is put together by the compiler.
pub(crate) struct Message {
    text: [u8; CAPACITY],
    len: usize,
}

const CAPACITY: usize = 512;

impl Message {
    pub(crate) const fn new() -> Self {
        Self { text: [0; CAPACITY], len: 0 }
    }

    /// Adds `part`, whole or not at all: half a character would be none.
    pub(crate) const fn with(mut self, part: &str) -> Self {
        let part = part.as_bytes();
        if !self.has_room(part.len()) {
            return self;
        }
        let mut index = 0;
        while index < part.len() {
            self.text[self.len] = part[index];
            self.len += 1;
            index += 1;
        }
        self
    }

    /// Returns whether there is room for `len` more bytes.
    pub(crate) const fn has_room(&self, len: usize) -> bool {
        self.len + len <= CAPACITY
    }

    /// Adds `part` as code: between backticks.
    pub(crate) const fn with_code(self, part: &str) -> Self {
        self.with("`").with(part).with("`")
    }

    /// Adds the steps of a path of wire names as code.
    pub(crate) const fn with_path(self, path: &[&str]) -> Self {
        let mut message = self.with("`");
        let mut index = 0;
        while index < path.len() {
            message = if index > 0 { message.with(".") } else { message };
            message = message.with(path[index]);
            index += 1;
        }
        message.with("`")
    }

    /// Stops the compiler.
    #[track_caller]
    pub(crate) const fn panic(&self) -> ! {
        match std::str::from_utf8(self.text.split_at(self.len).0) {
            Ok(text) => panic!("{}", text),
            Err(_) => panic!("a declaration contradicts itself"),
        }
    }
}
