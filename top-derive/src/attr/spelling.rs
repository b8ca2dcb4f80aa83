//! What was probably meant by a word that is not known.

/// Returns the one of `words` that was probably meant by `word`.
pub(crate) fn nearest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = to_snake_case(word);
    let distance = |known: &str| distance(&word, &to_snake_case(known));
    words.into_iter().min_by_key(|known| distance(known)).filter(|known| distance(known) <= tolerance(&word))
}

/// Returns how many slips a word may have: one for a short word, two for a longer one. More, and `mix` would mean
/// everything.
pub(super) fn tolerance(word: &str) -> usize {
    (word.len() / 3).clamp(1, 2)
}

/// Lists words: "`a`, `b` and `c`".
pub(crate) fn enumerate<'a>(words: impl IntoIterator<Item = &'a str>, last: &str) -> String {
    let words: Vec<_> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((final_word, rest)) if !rest.is_empty() => format!("{} {last} {final_word}", rest.join(", ")),
        _ => words.concat(),
    }
}

pub(super) fn to_snake_case(word: &str) -> String {
    let mut snake = String::new();
    for char in word.trim_start_matches("r#").chars() {
        if char.is_ascii_uppercase() && !snake.is_empty() && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.push(char.to_ascii_lowercase());
    }
    snake
}

/// Counts the slips between two words: a letter too many, one too few, a wrong one, two neighbours swapped.
pub(super) fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<_>, Vec<_>) = (left.chars().collect(), right.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=right.len()).collect()];
    for i in 1..=left.len() {
        let mut row = vec![i];
        for j in 1..=right.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(left[i - 1] != right[j - 1]);
            let mut slips = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] {
                slips = slips.min(rows[i - 2][j - 2] + 1);
            }
            row.push(slips);
        }
        rows.push(row);
    }
    rows[left.len()][right.len()]
}
