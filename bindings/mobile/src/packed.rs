//! A batch as bytes. Whoever packs it may be wrong or mean: every read is bounded by what is there.

use std::str::FromStr;

use cartpool::{ErrorCode, LineId, TokenHash};
use rust_decimal::Decimal;

use crate::error::CartpoolError;

/// What is left to read: numbers in eight bytes, the largest first; texts behind their length in four.
pub(crate) struct Packed<'a>(&'a [u8]);

impl<'a> Packed<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn refused() -> CartpoolError {
        ErrorCode::ArgumentNotValid.into()
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], CartpoolError> {
        let (head, rest) = self.0.split_first_chunk().ok_or_else(Self::refused)?;
        self.0 = rest;
        Ok(*head)
    }

    fn length(&mut self) -> Result<u32, CartpoolError> {
        Ok(u32::from_be_bytes(self.take()?))
    }

    pub(crate) fn tag(&mut self) -> Result<u8, CartpoolError> {
        let [tag] = self.take()?;
        Ok(tag)
    }

    pub(crate) fn flag(&mut self) -> Result<bool, CartpoolError> {
        match self.tag()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Self::refused()),
        }
    }

    pub(crate) fn number<T: TryFrom<i64>>(&mut self) -> Result<T, CartpoolError> {
        i64::from_be_bytes(self.take()?).try_into().map_err(|_| Self::refused())
    }

    pub(crate) fn line(&mut self) -> Result<LineId, CartpoolError> {
        self.number().map(LineId)
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, CartpoolError> {
        let length = self.length()?.try_into().map_err(|_| Self::refused())?;
        let (head, rest) = self.0.split_at_checked(length).ok_or_else(Self::refused)?;
        self.0 = rest;
        str::from_utf8(head).map_err(|_| ErrorCode::TextMustBeUtf8.into())
    }

    pub(crate) fn decimal(&mut self) -> Result<Decimal, CartpoolError> {
        Ok(cartpool::parse_amount(self.text()?)?)
    }

    pub(crate) fn token_hash(&mut self) -> Result<TokenHash, CartpoolError> {
        Ok(TokenHash::from_str(self.text()?)?)
    }

    pub(crate) fn maybe<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, CartpoolError>,
    ) -> Result<Option<T>, CartpoolError> {
        if self.flag()? { read(self).map(Some) } else { Ok(None) }
    }

    pub(crate) fn list<T>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<T, CartpoolError>,
    ) -> Result<Vec<T>, CartpoolError> {
        let length = self.length()?;
        (0..length).map(|_| read(self)).collect()
    }
}
