//! A sorted map whose copies share what does not change: a stream with very many parts is copied for each group, and few of
//! its parts change.

use core::borrow::Borrow;
use core::mem;
use std::sync::Arc;

/// So many entries or children a node has at most; on a change so many are copied on each level.
const NODE_MAX: usize = 32;

/// A sorted map. Copying one costs a counter.
#[derive(Clone, Debug)]
pub(crate) struct Sorted<K, V> {
    root: Arc<Node<K, V>>,
    len: usize,
}

/// Keys rise within a node and from one to the next. None but the root is empty.
#[derive(Clone, Debug)]
enum Node<K, V> {
    Leaf(Vec<(K, V)>),
    /// Each child with a key that none of its own passes, and that is below all of the next one's.
    Branch(Vec<(K, Arc<Self>)>),
}

impl<K, V> Default for Sorted<K, V> {
    fn default() -> Self {
        Self { root: Arc::new(Node::Leaf(Vec::new())), len: 0 }
    }
}

impl<K, V> Sorted<K, V> {
    pub(crate) const fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.root.iter()
    }

    pub(crate) fn first(&self) -> Option<(&K, &V)> {
        let mut node = &*self.root;
        loop {
            match node {
                Node::Leaf(entries) => return entries.first().map(|(key, value)| (key, value)),
                Node::Branch(children) => node = &children.first()?.1,
            }
        }
    }
}

impl<K: Ord + Clone, V: Clone> Sorted<K, V> {
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
        let mut node = &*self.root;
        loop {
            match node {
                Node::Leaf(entries) => {
                    let (key, value) = entries.get(place_in(entries, key).ok()?)?;
                    return Some((key, value));
                }
                Node::Branch(children) => node = &children.get(child_of(children, key))?.1,
            }
        }
    }

    /// Whoever asks changes what is there: the nodes on the way to it are no longer shared, found or not.
    pub(crate) fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let mut node = Arc::make_mut(&mut self.root);
        loop {
            match node {
                Node::Leaf(entries) => {
                    let index = place_in(entries, key).ok()?;
                    return entries.get_mut(index).map(|(_, value)| value);
                }
                Node::Branch(children) => {
                    let child = child_of(children, key);
                    node = Arc::make_mut(&mut children.get_mut(child)?.1);
                }
            }
        }
    }

    /// The first entry whose key is this one or a later one.
    pub(crate) fn from(&self, key: &K) -> Option<(&K, &V)> {
        self.root.seek(&|other| other < key).next()
    }

    /// The entries after this key, or all of them.
    pub(crate) fn after(&self, key: Option<K>) -> impl Iterator<Item = (&K, &V)>
    where
        K: Copy,
    {
        self.root.seek(&|other| key.is_some_and(|key| *other <= key))
    }

    /// Sets a key's value; answers with the one it had.
    pub(crate) fn insert(&mut self, key: K, value: V) -> Option<V> {
        let (older, right) = Arc::make_mut(&mut self.root).insert(key, value);
        self.len += usize::from(older.is_none());
        if let Some(right) = right {
            let halves = [Arc::clone(&self.root), Arc::new(right)].map(Node::bounded);
            self.root = Arc::new(Node::Branch(halves.into_iter().flatten().collect()));
        }
        older
    }

    pub(crate) fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.get(key)?;
        let removed = Arc::make_mut(&mut self.root).remove(key)?;
        self.len -= 1;
        while let Node::Branch(children) = &*self.root {
            match children.as_slice() {
                [] => self.root = Arc::new(Node::Leaf(Vec::new())),
                [(_, only)] => self.root = Arc::clone(only),
                _ => break,
            }
        }
        Some(removed)
    }
}

fn place_in<K: Borrow<Q>, V, Q: Ord + ?Sized>(entries: &[(K, V)], key: &Q) -> Result<usize, usize> {
    entries.binary_search_by(|(other, _)| other.borrow().cmp(key))
}

/// The child in which the key is, or belongs.
fn child_of<K: Borrow<Q>, V, Q: Ord + ?Sized>(children: &[(K, Arc<Node<K, V>>)], key: &Q) -> usize {
    let place = children.partition_point(|(bound, _)| bound.borrow() < key);
    place.min(children.len().saturating_sub(1))
}

/// The right part of what has become too long; keys that only ever rise fill nodes whole.
fn split<T>(list: &mut Vec<T>, changed: usize) -> Option<Vec<T>> {
    let is_last = changed + 1 == list.len();
    let at = if is_last { NODE_MAX } else { NODE_MAX / 2 };
    (list.len() > NODE_MAX).then(|| list.split_off(at))
}

impl<K, V> Node<K, V> {
    fn last(&self) -> Option<&K> {
        match self {
            Self::Leaf(entries) => entries.last().map(|(key, _)| key),
            Self::Branch(children) => children.last()?.1.last(),
        }
    }

    /// The entries from the first on that is not passed over; no later one is.
    fn seek(&self, passes: &dyn Fn(&K) -> bool) -> Box<dyn Iterator<Item = (&K, &V)> + '_> {
        match self {
            Self::Leaf(entries) => {
                let start = entries.partition_point(|(key, _)| passes(key));
                let rest = entries.get(start..).unwrap_or_default();
                Box::new(rest.iter().map(|(key, value)| (key, value)))
            }
            Self::Branch(children) => {
                let start = children.partition_point(|(bound, _)| passes(bound));
                let mut rest = children.get(start..).unwrap_or_default().iter();
                let first = rest.next().map(|(_, child)| child.seek(passes));
                let rest = rest.flat_map(|(_, child)| child.iter());
                Box::new(first.into_iter().flatten().chain(rest))
            }
        }
    }

    const fn is_empty(&self) -> bool {
        match self {
            Self::Leaf(entries) => entries.is_empty(),
            Self::Branch(children) => children.is_empty(),
        }
    }

    fn iter(&self) -> Box<dyn Iterator<Item = (&K, &V)> + '_> {
        match self {
            Self::Leaf(entries) => Box::new(entries.iter().map(|(key, value)| (key, value))),
            Self::Branch(children) => Box::new(children.iter().flat_map(|(_, child)| child.iter())),
        }
    }
}

impl<K: Ord + Clone, V: Clone> Node<K, V> {
    /// The node with its last key.
    fn bounded(node: Arc<Self>) -> Option<(K, Arc<Self>)> {
        let bound = node.last()?.clone();
        Some((bound, node))
    }

    /// Answers with the value the key had, and with what has become too much for one node.
    fn insert(&mut self, key: K, value: V) -> (Option<V>, Option<Self>) {
        match self {
            Self::Leaf(entries) => match place_in(entries, &key) {
                Ok(index) => {
                    let slot = entries.get_mut(index);
                    (slot.map(|slot| mem::replace(&mut slot.1, value)), None)
                }
                Err(index) => {
                    if entries.len() == entries.capacity() && entries.len() >= NODE_MAX / 2 {
                        // A node of very many gets the room it can use, and no more.
                        entries.reserve_exact(NODE_MAX + 1 - entries.len());
                    }
                    entries.insert(index, (key, value));
                    (None, split(entries, index).map(Self::Leaf))
                }
            },
            Self::Branch(children) => {
                let index = child_of(children, &key);
                let Some((bound, child)) = children.get_mut(index) else { return (None, None) };
                if *bound < key {
                    bound.clone_from(&key);
                }
                let (older, right) = Arc::make_mut(child).insert(key, value);
                let Some(right) = right else { return (older, None) };
                let left = child.last().cloned();
                let bound = mem::replace(bound, left.unwrap_or_else(|| bound.clone()));
                children.insert(index + 1, (bound, Arc::new(right)));
                (older, split(children, index + 1).map(Self::Branch))
            }
        }
    }

    fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        match self {
            Self::Leaf(entries) => {
                let index = place_in(entries, key).ok()?;
                Some(entries.remove(index).1)
            }
            Self::Branch(children) => {
                let index = child_of(children, key);
                let child = Arc::make_mut(&mut children.get_mut(index)?.1);
                let removed = child.remove(key);
                if child.is_empty() {
                    children.remove(index);
                }
                removed
            }
        }
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
            for key in 0..700 {
                assert_eq!(sorted.from(&key), map.range(key..).next());
                assert!(sorted.after(Some(key)).eq(map.range(key + 1..)));
            }
            assert!(sorted.after(None).eq(map.iter()));
        }
    }

    #[test]
    fn rising_keys_fill_nodes_and_a_queue_leaves_nothing_behind() {
        let mut sorted = Sorted::default();
        let leaves = |sorted: &Sorted<u64, ()>| {
            fn count<K, V>(node: &Node<K, V>) -> usize {
                match node {
                    Node::Leaf(_) => 1,
                    Node::Branch(children) => children.iter().map(|(_, child)| count(child)).sum(),
                }
            }
            count(&sorted.root)
        };
        for key in 0..6_400 {
            assert_eq!(sorted.insert(key, ()), None);
        }
        assert_eq!(leaves(&sorted), 6_400 / NODE_MAX);
        for key in 0..100_000 {
            assert_eq!(sorted.remove(&key), Some(()));
            sorted.insert(key + 6_400, ());
        }
        assert_eq!(sorted.len(), 6_400);
        assert!(leaves(&sorted) <= 6_400 / NODE_MAX + 1);
        for key in 100_000..106_400 {
            assert_eq!(sorted.remove(&key), Some(()));
        }
        assert!(sorted.root.is_empty() && sorted.first().is_none());
    }
}
