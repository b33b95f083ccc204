//! Identifiers: 128-bit random cart ids, versions as line ids, seats, command ids, tokens.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::clock::Random;
use crate::error::{Error, ErrorCode, Result};

/// A cart's id: 128 random bits, written as 32 lower-case hexadecimal digits. It grants nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
pub struct CartId(pub u128);

impl fmt::Display for CartId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for CartId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for CartId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        hexadecimal(text).map(Self).ok_or_else(|| ErrorCode::CartIdNotValid.into())
    }
}

/// Reads exactly 32 hexadecimal digits; no sign, no prefix.
fn hexadecimal(text: &str) -> Option<u128> {
    let well_formed = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    well_formed.then(|| u128::from_str_radix(text, 16).ok()).flatten()
}

/// A line's id: the version of the event that made it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default,
)]
pub struct LineId(pub u64);

impl fmt::Display for LineId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// A member's seat in one cart: given by the joining event, never reused. Pages and views turn it into the member's id.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default,
)]
pub struct Seat(pub u16);

impl Seat {
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A personal text kept beside the log; events carry this reference, so that the text can be erased and the log stays.
/// It is the version of the event that wrote the text.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default,
)]
pub struct TextRef(pub u64);

/// A command's id, chosen by the caller so that a retry is recognised: a UUID of version 7 (RFC 9562).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CommandId(u128);

impl CommandId {
    /// The id made of these bits, if they form a UUID of version 7.
    ///
    /// # Errors
    /// `command_id_not_valid`.
    pub fn from_bits(bits: u128) -> Result<Self> {
        let is_version_7 = (bits >> 76) & 0xf == 7 && (bits >> 62) & 0b11 == 0b10;
        if is_version_7 { Ok(Self(bits)) } else { Err(ErrorCode::CommandIdNotValid.into()) }
    }

    /// An id for the time `now_ms` and 74 random bits.
    #[must_use]
    pub const fn from_parts(now_ms: u64, random: u128) -> Self {
        let time = ((now_ms & 0xffff_ffff_ffff) as u128) << 80;
        let high = (random >> 68) & 0xfff;
        let low = random & 0x3fff_ffff_ffff_ffff;
        Self(time | (7 << 76) | (high << 64) | (0b10 << 62) | low)
    }

    /// The id's bits.
    #[must_use]
    pub const fn bits(self) -> u128 {
        self.0
    }

    /// The Unix time in milliseconds that the id carries.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, reason = "48 bits remain after the shift")]
    pub const fn time_ms(self) -> u64 {
        (self.0 >> 80) as u64
    }
}

impl fmt::Display for CommandId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let group = |shift: u32| (self.0 >> shift) & 0xffff;
        write!(f, "{:08x}-{:04x}-{:04x}", self.0 >> 96, group(80), group(64))?;
        write!(f, "-{:04x}-{:012x}", group(48), self.0 & 0xffff_ffff_ffff)
    }
}

impl FromStr for CommandId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let invalid = || Error::from(ErrorCode::CommandIdNotValid);
        let mut digits = String::with_capacity(32);
        let lengths = [8, 4, 4, 4, 12];
        let mut parts = text.split('-');
        for length in lengths {
            let part = parts.next().filter(|part| part.len() == length).ok_or_else(invalid)?;
            digits.push_str(part);
        }
        if parts.next().is_some() {
            return Err(invalid());
        }
        Self::from_bits(hexadecimal(&digits).ok_or_else(invalid)?)
    }
}

const BASE64URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes 32 bytes as 43 characters of base64url without padding (RFC 4648 §5).
fn base64url(bytes: &[u8; 32]) -> String {
    let mut text = String::with_capacity(43);
    let (mut buffer, mut bits) = (0u32, 0);
    for byte in bytes {
        buffer = (buffer << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 6 {
            bits -= 6;
            text.push(letter(buffer >> bits));
        }
    }
    text.push(letter(buffer << (6 - bits)));
    text
}

fn letter(six_bits: u32) -> char {
    BASE64URL.get((six_bits & 63) as usize).map_or('A', |byte| char::from(*byte))
}

/// Reads what [`base64url`] writes, and nothing else.
fn from_base64url(text: &str) -> Option<[u8; 32]> {
    if text.len() != 43 {
        return None;
    }
    let mut bytes = [0; 32];
    let mut slots = bytes.iter_mut();
    let (mut buffer, mut bits) = (0u32, 0);
    for byte in text.bytes() {
        let value = BASE64URL.iter().position(|letter| *letter == byte)?;
        buffer = (buffer << 6) | u32::try_from(value).ok()?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            *slots.next()? = u8::try_from((buffer >> bits) & 0xff).ok()?;
        }
    }
    // 43 characters carry two bits more than 32 bytes: they must be zero.
    (buffer.trailing_zeros() >= 2).then_some(bytes)
}

/// An invitation's secret: 256 random bits, made on the host's side and shown once, in the URL's fragment.
///
/// The engine only ever sees [`Token::hash`] when inviting; it keeps no token, and `Debug` shows none.
#[derive(Clone)]
pub struct Token([u8; 32]);

impl Token {
    /// A fresh token from the operating system's randomness.
    ///
    /// # Errors
    /// `internal_error` where the system gives no randomness.
    #[allow(clippy::new_ret_no_self, reason = "a fresh secret may fail to come")]
    pub fn new() -> Result<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| ErrorCode::InternalError)?;
        Ok(Self(bytes))
    }

    /// A token from injected randomness, for tests and simulations.
    #[must_use]
    pub fn from_random(random: &dyn Random) -> Self {
        let mut bytes = [0; 32];
        random.fill(&mut bytes);
        Self(bytes)
    }

    /// The token's text: 43 characters of base64url. Show it once; never log it.
    #[must_use]
    pub fn reveal(&self) -> String {
        base64url(&self.0)
    }

    /// What [`Command::Invite`](crate::Command::Invite) takes: SHA-256 of the token.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(hmac_sha256::Hash::hash(&self.0))
    }
}

impl FromStr for Token {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        from_base64url(text).map(Self).ok_or_else(|| ErrorCode::InvitationNotValid.into())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// SHA-256 of an invitation's token; safe to store, useless to whoever reads it.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// The hash's text: 43 characters of base64url.
    #[must_use]
    pub fn text(&self) -> String {
        base64url(&self.0)
    }

    /// The first 64 bits: they select a pending invitation before the constant-time comparison.
    pub(crate) fn selector(&self) -> u64 {
        self.0.first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
    }
}

impl PartialEq for TokenHash {
    /// Compares in constant time: every byte is looked at, whatever the first difference.
    fn eq(&self, other: &Self) -> bool {
        let difference = self.0.iter().zip(&other.0).fold(0, |bits, (a, b)| bits | (a ^ b));
        core::hint::black_box(difference) == 0
    }
}

impl Eq for TokenHash {}

impl FromStr for TokenHash {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        from_base64url(text).map(Self).ok_or_else(|| ErrorCode::TokenHashNotValid.into())
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenHash(…)")
    }
}
