//! What was probably meant by a name that is not known.

/// Returns the one of `names` that was probably meant by `name`: one slip away if it is short, two or three if not.
pub(crate) fn nearest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let folded = fold(name);
    let tolerance = (folded.len() / 3).clamp(1, 3);
    let distances = names.into_iter().map(|known| (distance(&folded, &fold(known)), known));
    distances
        .filter(|(distance, _)| *distance <= tolerance)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// Spells a name in the one way in which names differ only if they are others: `bankCode` and `bank_code` are one.
fn fold(name: &str) -> Vec<char> {
    let mut folded = Vec::new();
    for character in name.chars() {
        if character.is_ascii_uppercase() && folded.last().is_some_and(char::is_ascii_lowercase) {
            folded.push('_');
        }
        folded.push(if character == '-' { '_' } else { character.to_ascii_lowercase() });
    }
    folded
}

/// Counts the slips between two words: a letter too many, one too few, a wrong one, two neighbours swapped.
fn distance(left: &[char], right: &[char]) -> usize {
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
