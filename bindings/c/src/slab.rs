//! Values behind integer handles. A stale or made-up handle finds nothing; it never reaches memory.

const INDEX_BITS: u32 = 26;
const GENERATION_BITS: u32 = 22;
const GENERATION_MAX: u32 = (1 << GENERATION_BITS) - 1;

/// Values of one kind. A handle is kind, generation and index in 52 bits, so that a double carries it exactly.
///
/// A slot gives out each generation once and is abandoned after the last, so that no handle ever comes to life again.
pub(crate) struct Slab<T> {
    kind: u64,
    slots: Vec<Slot<T>>,
    free: Vec<u32>,
}

struct Slot<T> {
    generation: u32,
    value: Option<T>,
}

/// What became of a handle that was to be released.
pub(crate) enum Released<T> {
    /// It was live until now.
    Now(T),
    /// It had been released before.
    Before,
    /// It was never issued here.
    Never,
}

impl<T> Slab<T> {
    /// An empty slab; `kind` is 1 to 15 and differs from that of every other slab.
    pub(crate) const fn new(kind: u64) -> Self {
        Self { kind, slots: Vec::new(), free: Vec::new() }
    }

    /// Keeps `value` and gives its handle, or nothing when 2^26 values live.
    pub(crate) fn insert(&mut self, value: T) -> Option<u64> {
        let index = match self.free.pop() {
            Some(index) => index,
            None => self.grow()?,
        };
        let slot = self.slots.get_mut(index as usize)?;
        slot.value = Some(value);
        let generation = u64::from(slot.generation);
        Some(
            self.kind << (GENERATION_BITS + INDEX_BITS)
                | generation << INDEX_BITS
                | u64::from(index),
        )
    }

    fn grow(&mut self) -> Option<u32> {
        let index = u32::try_from(self.slots.len()).ok()?;
        if index >> INDEX_BITS != 0 {
            return None;
        }
        self.slots.push(Slot { generation: 0, value: None });
        Some(index)
    }

    /// Where `handle` points, whether anything lives there or not.
    fn place(&self, handle: u64) -> Option<(usize, u32)> {
        if handle >> (GENERATION_BITS + INDEX_BITS) != self.kind {
            return None;
        }
        let index = usize::try_from(handle & ((1 << INDEX_BITS) - 1)).ok()?;
        let generation = u32::try_from(handle >> INDEX_BITS & u64::from(GENERATION_MAX)).ok()?;
        Some((index, generation))
    }

    /// The value behind `handle`.
    pub(crate) fn get(&self, handle: u64) -> Option<&T> {
        let (index, generation) = self.place(handle)?;
        let slot = self.slots.get(index).filter(|slot| slot.generation == generation)?;
        slot.value.as_ref()
    }

    /// The value behind `handle`, to change it.
    #[allow(
        dead_code,
        reason = "the C host shares its values among threads, the Node host does not"
    )]
    pub(crate) fn get_mut(&mut self, handle: u64) -> Option<&mut T> {
        let (index, generation) = self.place(handle)?;
        let slot = self.slots.get_mut(index).filter(|slot| slot.generation == generation)?;
        slot.value.as_mut()
    }

    /// Takes the value out; its handle is dead from here on.
    pub(crate) fn release(&mut self, handle: u64) -> Released<T> {
        let Some((index, generation)) = self.place(handle) else { return Released::Never };
        let Some(slot) = self.slots.get_mut(index) else { return Released::Never };
        if generation < slot.generation {
            return Released::Before;
        }
        if slot.generation < generation {
            return Released::Never;
        }
        let Some(value) = slot.value.take() else { return Released::Never };
        slot.generation += 1;
        if slot.generation <= GENERATION_MAX {
            self.free.extend(u32::try_from(index));
        }
        Released::Now(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_released_handle_finds_nothing_even_when_its_slot_lives_again() {
        let mut slab = Slab::new(3);
        let first = slab.insert("a").unwrap();
        assert_eq!(slab.get(first), Some(&"a"));
        assert!(matches!(slab.release(first), Released::Now("a")));
        assert!(matches!(slab.release(first), Released::Before));
        let second = slab.insert("b").unwrap();
        assert_ne!(first, second);
        assert_eq!((slab.get(first), slab.get(second)), (None, Some(&"b")));
    }

    #[test]
    fn a_handle_of_another_kind_or_never_issued_finds_nothing() {
        let mut slab = Slab::new(3);
        let handle = slab.insert(()).unwrap();
        for stranger in
            [0, 1, u64::MAX, handle + 1, handle | 1 << 60, Slab::new(4).insert(()).unwrap()]
        {
            assert_eq!(slab.get(stranger), None);
            assert!(matches!(slab.release(stranger), Released::Never));
        }
        assert_eq!(slab.get(handle), Some(&()));
    }

    #[test]
    fn a_slot_is_abandoned_after_its_last_generation() {
        let mut slab = Slab::new(1);
        let handle = slab.insert(0).unwrap();
        slab.slots[0].generation = GENERATION_MAX;
        let last = handle | u64::from(GENERATION_MAX) << INDEX_BITS;
        assert!(matches!(slab.release(last), Released::Now(0)));
        let next = slab.insert(1).unwrap();
        assert_eq!(next & 1, 1, "another slot");
        assert_eq!(slab.get(last), None);
    }
}
