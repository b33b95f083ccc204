//! Who does what to which cart: the same for the engine, the floor and every peer, decided by a seed.

/// Lines of a cart at the start.
pub const LINES: u32 = 8;
/// Members of a cart.
pub const MEMBERS: u32 = 4;
/// Events of a cart's history at the start.
pub const EVENTS: u32 = 24;
/// People whom members are drawn from.
pub const PEOPLE: u32 = 1_000_000;
/// SKUs that lines are drawn from.
pub const SKUS: u32 = 20_000;
/// The exponent of the skewed spread.
pub const ZIPF: f64 = 0.99;

/// Reproducible randomness (`SplitMix64`, Steele et al. 2014).
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// Randomness that `seed` decides.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: u32) -> u32 {
        ((u128::from(self.next_u64()) * u128::from(bound)) >> 64) as u32
    }

    /// A number from 0 to below 1.
    pub fn unit(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Puts `items` into random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u32 + 1) as usize);
        }
    }
}

const fn mix(bits: u64) -> u64 {
    let z = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The number of the person in a cart's seat: four different people.
#[must_use]
pub const fn person(cart: u32, seat: u32) -> u32 {
    let first = mix(cart as u64 + 1) % PEOPLE as u64;
    ((first + seat as u64 * 250_007) % PEOPLE as u64) as u32
}

/// The number of the SKU in a cart's slot: different for each slot below [`SKUS`].
#[must_use]
pub const fn sku(cart: u32, slot: u32) -> u32 {
    let first = mix((cart as u64 + 1) << 32) % SKUS as u64;
    ((first + slot as u64 * 7_001) % SKUS as u64) as u32
}

/// The price of a SKU, in cents.
#[must_use]
pub const fn cents(sku: u32) -> u32 {
    99 + sku % 2_000
}

/// A person's id.
#[must_use]
pub fn person_id(person: u32) -> String {
    format!("p{person:07}")
}

/// A SKU's name; all are equally long.
#[must_use]
pub fn sku_id(sku: u32) -> String {
    format!("SKU-{sku:05}")
}

/// How commands spread over carts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// Every cart as often as any other.
    Uniform,
    /// The cart of rank k as often as 1 / k^[`ZIPF`].
    Zipf,
}

impl Spread {
    /// The spread's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Uniform => "uniform",
            Self::Zipf => "zipf",
        }
    }
}

/// Picks carts by a spread.
#[derive(Clone, Debug)]
pub struct Picker {
    carts: u32,
    zipf: Option<Zipf>,
}

impl Picker {
    /// A picker among `carts`.
    #[must_use]
    pub fn new(carts: u32, spread: Spread) -> Self {
        Self { carts, zipf: (spread == Spread::Zipf).then(|| Zipf::new(carts)) }
    }

    /// The next cart.
    pub fn pick(&self, rng: &mut Rng) -> u32 {
        let Some(zipf) = &self.zipf else { return rng.below(self.carts) };
        // A prime's multiples visit every cart once: popular ones lie anywhere, not side by side.
        (u64::from(zipf.rank(rng)) * 2_654_435_761 % u64::from(self.carts)) as u32
    }
}

/// Zipf's law by Gray et al., "Quickly generating billion-record synthetic databases" (SIGMOD 1994).
#[derive(Clone, Debug)]
struct Zipf {
    n: f64,
    zeta_n: f64,
    alpha: f64,
    eta: f64,
}

impl Zipf {
    fn new(n: u32) -> Self {
        let zeta = |n: u32| (1..=n).map(|k| f64::from(k).powf(-ZIPF)).sum::<f64>();
        let zeta_n = zeta(n);
        let n = f64::from(n);
        let eta = (1.0 - (2.0 / n).powf(1.0 - ZIPF)) / (1.0 - zeta(2) / zeta_n);
        Self { n, zeta_n, alpha: 1.0 / (1.0 - ZIPF), eta }
    }

    /// A rank from 0.
    fn rank(&self, rng: &mut Rng) -> u32 {
        let u = rng.unit();
        let uz = u * self.zeta_n;
        if uz < 1.0 {
            return 0;
        }
        if uz < 1.0 + 0.5f64.powf(ZIPF) {
            return 1;
        }
        ((self.n * (self.eta * u - self.eta + 1.0).powf(self.alpha)) as u32).min(self.n as u32 - 1)
    }
}

/// One add to a line that is there.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The cart's number.
    pub cart: u32,
    /// Who adds.
    pub seat: u32,
    /// To which line.
    pub slot: u32,
}

/// `count` adds, spread over the carts of `picker`, over their members and lines alike.
pub fn targets(picker: &Picker, rng: &mut Rng, count: usize) -> Vec<Target> {
    let target = |rng: &mut Rng| Target {
        cart: picker.pick(rng),
        seat: rng.below(MEMBERS),
        slot: rng.below(LINES),
    };
    (0..count).map(|_| target(rng)).collect()
}

/// The SKUs of `targets` one after the other: read in order they cost no miss, as a request's own bytes would not.
#[derive(Clone, Debug, Default)]
pub struct SkuTape {
    text: String,
}

const SKU_BYTES: usize = 9;

impl SkuTape {
    /// The tape of these SKUs' numbers.
    pub fn new(skus: impl IntoIterator<Item = u32>) -> Self {
        Self { text: skus.into_iter().map(sku_id).collect() }
    }

    /// The SKUs in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.text.len() / SKU_BYTES).map(|place| self.get(place))
    }

    /// The SKU at a place.
    ///
    /// # Panics
    /// Where the tape has ended.
    #[must_use]
    pub fn get(&self, place: usize) -> &str {
        &self.text[place * SKU_BYTES..(place + 1) * SKU_BYTES]
    }
}

/// What a command of the mix does; its line is a slot of the cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Adds one to the slot's line, or makes it.
    Add,
    /// Sets the slot's line to another quantity.
    Set,
    /// Removes the slot's line.
    Remove,
    /// Reads the total.
    Total,
}

/// A cart as the mix has left it: enough to know each next command's line in advance.
#[derive(Clone, Debug)]
struct Tracked {
    version: u32,
    /// The line in each slot, 0 where there is none.
    lines: [u32; MIX_SLOTS as usize],
    quantities: [u32; MIX_SLOTS as usize],
}

/// Slots of a cart in the mix: two more than it has lines, so that adds also make lines.
pub const MIX_SLOTS: u32 = LINES + 2;

/// One command of the mix.
#[derive(Clone, Copy, Debug)]
pub struct MixCommand {
    /// The cart's number.
    pub cart: u32,
    /// Who sends it.
    pub seat: u32,
    /// The slot it is about.
    pub slot: u32,
    /// What it does.
    pub kind: Kind,
    /// The line in that slot, for [`Kind::Set`] and [`Kind::Remove`].
    pub line: u32,
    /// The slot's quantity afterwards; what a [`Kind::Set`] sets is never the one that is there.
    pub quantity: u32,
}

/// Writes the mix: 40 add, 20 set, 10 remove, 30 read the total.
#[derive(Clone, Debug)]
pub struct Mix {
    picker: Picker,
    rng: Rng,
    carts: Vec<Tracked>,
}

impl Mix {
    /// A mix over carts that stand at [`EVENTS`], their lines made by the versions from `line_first` on.
    #[must_use]
    pub fn new(carts: u32, spread: Spread, line_first: u32) -> Self {
        let mut tracked = Tracked {
            version: EVENTS,
            lines: [0; MIX_SLOTS as usize],
            quantities: [0; MIX_SLOTS as usize],
        };
        for event in line_first..=EVENTS {
            let slot = (event - line_first) % LINES;
            tracked.lines[slot as usize] = line_first + slot;
            tracked.quantities[slot as usize] += 1;
        }
        Self {
            picker: Picker::new(carts, spread),
            rng: Rng::new(u64::from(carts)),
            carts: vec![tracked; carts as usize],
        }
    }

    /// The next command. A set or a remove that finds its slot empty becomes an add.
    pub fn next_command(&mut self) -> MixCommand {
        let cart = self.picker.pick(&mut self.rng);
        let (seat, slot) = (self.rng.below(MEMBERS), self.rng.below(MIX_SLOTS));
        let tracked = &mut self.carts[cart as usize];
        let line = &mut tracked.lines[slot as usize];
        let kind = match self.rng.below(10) {
            4..6 if *line != 0 => Kind::Set,
            6 if *line != 0 => Kind::Remove,
            7..10 => Kind::Total,
            // Four in ten, and whatever finds its slot empty.
            _ => Kind::Add,
        };
        let found = *line;
        let held = &mut tracked.quantities[slot as usize];
        tracked.version += u32::from(kind != Kind::Total);
        match kind {
            Kind::Add if found == 0 => (*line, *held) = (tracked.version, 1),
            Kind::Add => *held += 1,
            // Any quantity up to 99, but not the one that is there.
            Kind::Set => *held = (*held + self.rng.below(98)) % 99 + 1,
            Kind::Remove => (*line, *held) = (0, 0),
            Kind::Total => {}
        }
        MixCommand { cart, seat, slot, kind, line: found, quantity: *held }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Mix, Picker, Rng, Spread};

    #[test]
    fn zipf_prefers_its_first_ranks_as_the_law_says() {
        let picker = Picker::new(1_000, Spread::Zipf);
        let mut rng = Rng::new(1);
        let mut counts = vec![0u32; 1_000];
        for _ in 0..1_000_000 {
            counts[picker.pick(&mut rng) as usize] += 1;
        }
        counts.sort_unstable_by(|a, b| b.cmp(a));
        // 1 / (1 + 2^-0.99 + … + 1000^-0.99) is 0.1294.
        assert!((128_000..=131_000).contains(&counts[0]), "{}", counts[0]);
        let ratio = f64::from(counts[0]) / f64::from(counts[1]);
        assert!((1.9..=2.1).contains(&ratio), "{ratio}");
    }

    #[test]
    fn the_mix_has_its_shares() {
        let mut mix = Mix::new(1_000, Spread::Uniform, 5);
        let kinds: Vec<Kind> = (0..100_000).map(|_| mix.next_command().kind).collect();
        let share = |kind| kinds.iter().filter(|found| **found == kind).count() / 1_000;
        assert!((39..=47).contains(&share(Kind::Add)));
        assert!((16..=20).contains(&share(Kind::Set)));
        assert!((7..=10).contains(&share(Kind::Remove)));
        assert!((29..=31).contains(&share(Kind::Total)));
    }

    #[test]
    fn a_set_never_finds_its_quantity() {
        let mut mix = Mix::new(1, Spread::Uniform, 5);
        let mut quantities = [None; super::MIX_SLOTS as usize];
        for _ in 0..100_000 {
            let command = mix.next_command();
            let held = &mut quantities[command.slot as usize];
            assert!(command.kind != Kind::Set || *held != Some(command.quantity));
            *held = Some(command.quantity);
        }
    }
}
