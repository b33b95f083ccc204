//! Supermarket baskets: the real ones where the file stands, else made with the same sizes and the same popularity.

use std::path::PathBuf;

use crate::workload::Rng;

/// Where to find the real baskets, if not at `../shared/data`.
pub const PATH_VARIABLE: &str = "CARTPOOL_BASKETS";
const PATH: &str = "../shared/data/supermarket-baskets.txt";

/// How many baskets there are.
pub const BASKETS: usize = 4_627;

/// Every twentieth part of the real baskets, by the number of product groups they hold.
const SIZES: [u32; 21] =
    [1, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 25, 27, 29, 32, 48];

/// In how many of the real baskets each product group lies.
const POPULARITY: [u32; 122] = [
    3330, 2962, 2961, 2939, 2795, 2717, 2605, 2463, 2330, 2288, 2247, 2201, 1888, 1879, 1867, 1862,
    1854, 1739, 1690, 1669, 1577, 1563, 1457, 1336, 1283, 1278, 1271, 1262, 1116, 1112, 1094, 1078,
    1064, 1047, 962, 941, 896, 846, 788, 739, 734, 699, 672, 619, 562, 533, 514, 485, 478, 473,
    455, 453, 416, 390, 379, 362, 362, 359, 345, 341, 329, 326, 319, 294, 281, 263, 259, 243, 233,
    208, 207, 204, 200, 191, 178, 175, 174, 173, 169, 156, 131, 131, 129, 127, 109, 108, 99, 99,
    97, 95, 95, 91, 91, 90, 87, 84, 82, 78, 69, 67, 56, 51, 46, 45, 43, 39, 38, 37, 32, 29, 29, 25,
    23, 23, 22, 21, 10, 10, 6, 5, 2, 2,
];

/// Baskets, each the numbers of different product groups.
#[derive(Clone, Debug)]
pub struct Baskets {
    /// The baskets.
    pub baskets: Vec<Vec<u32>>,
    /// Whether they are the real ones.
    pub are_real: bool,
}

impl Baskets {
    /// The real baskets where their file stands, else made ones.
    #[must_use]
    pub fn load() -> Self {
        let read = || std::fs::read_to_string(path()?).ok();
        match read().and_then(|text| parse(&text)) {
            Some(baskets) => Self { baskets, are_real: true },
            None => Self { baskets: made(&mut Rng::new(1)), are_real: false },
        }
    }
}

fn path() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os(PATH_VARIABLE) {
        return Some(path.into());
    }
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent()?.to_path_buf();
    Some(root.join(PATH))
}

/// Reads the baskets after the line `---`; each is a line of numbers.
fn parse(text: &str) -> Option<Vec<Vec<u32>>> {
    let (_, baskets) = text.split_once("\n---\n")?;
    let basket = |line: &str| line.split_whitespace().map(|index| index.parse().ok()).collect();
    baskets.lines().filter(|line| !line.trim().is_empty()).map(basket).collect()
}

fn made(rng: &mut Rng) -> Vec<Vec<u32>> {
    (0..BASKETS).map(|_| basket(rng)).collect()
}

/// Systematic sampling: a group's chance is proportional to its popularity, and no basket holds one twice.
fn basket(rng: &mut Rng) -> Vec<u32> {
    let part = rng.below(SIZES.len() as u32 - 1) as usize;
    let size = SIZES[part] + rng.below(SIZES[part + 1] - SIZES[part] + 1);
    let mut groups: Vec<u32> = (0..POPULARITY.len() as u32).collect();
    rng.shuffle(&mut groups);
    let step = f64::from(POPULARITY.iter().sum::<u32>()) / f64::from(size);
    let mut next = rng.unit() * step;
    let mut passed = 0.0;
    groups.retain(|group| {
        passed += f64::from(POPULARITY[*group as usize]);
        let is_picked = passed > next;
        while passed > next {
            next += step;
        }
        is_picked
    });
    groups
}

#[cfg(test)]
mod tests {
    use super::{BASKETS, POPULARITY, Rng, made};

    #[test]
    fn made_baskets_are_as_large_and_as_alike_as_real_ones() {
        let baskets = made(&mut Rng::new(1));
        let mut sizes: Vec<usize> = baskets.iter().map(Vec::len).collect();
        sizes.sort_unstable();
        assert!((17..=19).contains(&sizes[BASKETS / 2]), "median {}", sizes[BASKETS / 2]);
        let larger = sizes.iter().filter(|size| **size > 8).count() * 100 / BASKETS;
        assert!((90..=96).contains(&larger), "{larger} % hold more than 8");
        for group in [0, 10, 40, 80] {
            let found = baskets.iter().filter(|basket| basket.contains(&group)).count() as f64;
            let ratio = found / f64::from(POPULARITY[group as usize]);
            assert!((0.8..=1.25).contains(&ratio), "group {group}: {ratio}");
        }
    }
}
