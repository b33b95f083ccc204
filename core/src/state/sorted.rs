//! A sorted map in chunks that copies share: a stream with very many parts is copied for a group, and few of them change.

use core::borrow::Borrow;
use std::sync::Arc;

/// So many entries are copied when one of them changes.
const CHUNK_MAX: usize = 64;

/// A sorted map. Copying one costs a counter for every 64 entries.
#[derive(Clone, Debug)]
pub(crate) struct Sorted<K, V> {
    /// None is empty; keys rise within them and from one to the next.
    chunks: Vec<Arc<Vec<(K, V)>>>,
    len: usize,
}

impl<K, V> Default for Sorted<K, V> {
    fn default() -> Self {
        Self { chunks: Vec::new(), len: 0 }
    }
}

impl<K, V> Sorted<K, V> {
    pub(crate) const fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.chunks.iter().flat_map(|chunk| chunk.iter().map(|(key, value)| (key, value)))
    }

    pub(crate) fn first(&self) -> Option<(&K, &V)> {
        self.iter().next()
    }
}

impl<K: Ord + Clone, V: Clone> Sorted<K, V> {
    /// The chunk in which the key is, or belongs.
    fn chunk_of<Q: Ord + ?Sized>(&self, key: &Q) -> usize
    where
        K: Borrow<Q>,
    {
        let is_before =
            |chunk: &Arc<Vec<(K, V)>>| chunk.last().is_some_and(|(last, _)| last.borrow() < key);
        let place = self.chunks.partition_point(is_before);
        place.min(self.chunks.len().saturating_sub(1))
    }

    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> (usize, Result<usize, usize>)
    where
        K: Borrow<Q>,
    {
        let place = self.chunk_of(key);
        let chunk = self.chunks.get(place).map_or(&[][..], |chunk| chunk.as_slice());
        (place, chunk.binary_search_by(|(other, _)| other.borrow().cmp(key)))
    }

    pub(crate) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.entry(key).map(|(_, value)| value)
    }

    /// The key as it is kept, and its value.
    pub(crate) fn entry<Q: Ord + ?Sized>(&self, key: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        let (place, found) = self.find(key);
        let (key, value) = self.chunks.get(place)?.get(found.ok()?)?;
        Some((key, value))
    }

    pub(crate) fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let (place, found) = self.find(key);
        let chunk = Arc::make_mut(self.chunks.get_mut(place)?);
        chunk.get_mut(found.ok()?).map(|(_, value)| value)
    }

    /// Sets a key's value; answers with the one it had.
    pub(crate) fn insert(&mut self, key: K, value: V) -> Option<V> {
        if self.chunks.is_empty() {
            self.chunks.push(Arc::default());
        }
        let (place, found) = self.find(&key);
        let chunk = Arc::make_mut(self.chunks.get_mut(place)?);
        match found {
            Ok(index) => chunk.get_mut(index).map(|slot| core::mem::replace(&mut slot.1, value)),
            Err(index) => {
                chunk.insert(index, (key, value));
                self.len += 1;
                if chunk.len() > CHUNK_MAX {
                    // Keys that only ever rise fill chunks whole.
                    let is_last = index + 1 == chunk.len();
                    let at = if is_last { CHUNK_MAX } else { CHUNK_MAX / 2 };
                    let rest = chunk.split_off(at);
                    self.chunks.insert(place + 1, Arc::new(rest));
                }
                None
            }
        }
    }

    pub(crate) fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (place, found) = self.find(key);
        let index = found.ok()?;
        let chunk = Arc::make_mut(self.chunks.get_mut(place)?);
        let (_, value) = chunk.remove(index);
        self.len -= 1;
        if chunk.is_empty() {
            self.chunks.remove(place);
        }
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn it_does_as_a_map_does_and_a_copy_stays_as_it_was() {
        let (mut sorted, mut map) = (Sorted::default(), BTreeMap::new());
        let mut copies = Vec::new();
        let mut random = 1_u64;
        for round in 0..20_000_u64 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let key = (random >> 33) % 700;
            match random >> 62 {
                0 => assert_eq!(sorted.remove(&key), map.remove(&key)),
                1 => assert_eq!(sorted.get_mut(&key).copied(), map.get(&key).copied()),
                _ => assert_eq!(sorted.insert(key, round), map.insert(key, round)),
            }
            if round % 1_000 == 0 {
                copies.push((sorted.clone(), map.clone()));
            }
        }
        copies.push((sorted, map));
        for (sorted, map) in &copies {
            assert!(sorted.iter().eq(map.iter()));
            assert_eq!(sorted.len(), map.len());
            assert_eq!(sorted.first(), map.first_key_value());
            assert!((0..700).all(|key| sorted.get(&key) == map.get(&key)));
        }
    }

    #[test]
    fn rising_keys_fill_chunks() {
        let mut sorted = Sorted::default();
        (0..6_400).for_each(|key| assert_eq!(sorted.insert(key, ()), None));
        assert_eq!(sorted.chunks.len(), 100);
        (0..6_400).for_each(|key| assert_eq!(sorted.remove(&key), Some(())));
        assert!(sorted.chunks.is_empty());
    }
}
