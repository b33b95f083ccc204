//! Who somebody is: a random member id, and a secret that proves it.
//!
//! A real shop has accounts; this one hands every window an identity. The proof is a keyed hash of the member id, so
//! the server keeps only a key to check it and nobody can act as somebody else. Links are derived from the same key: what
//! survives a restart is the key and the names, in [`People`].

use cartpool::{CartId, CommandId, Random, SystemRandom, Token};

use crate::people::People;
use crate::protocol::Refusal;

/// The longest display name, in characters.
const NAME_CHARS_MAX: usize = 40;
/// Gives out identities and recognises them.
pub(crate) struct Sessions {
    people: People,
}

/// A fresh identity.
pub(crate) struct Session {
    pub(crate) member: String,
    pub(crate) secret: String,
    pub(crate) name: String,
}

impl Sessions {
    /// Sessions of the people the shop knows, under the shop's key.
    pub(crate) const fn new(people: People) -> Self {
        Self { people }
    }

    /// Seats a newcomer with `name`, after trimming it. May wait for the disk.
    pub(crate) fn open(&self, name: &str) -> Result<Session, Refusal> {
        let name = name.trim();
        let length = name.chars().count();
        if length == 0 || length > NAME_CHARS_MAX || name.chars().any(char::is_control) {
            return Err(Refusal::NAME_NOT_VALID);
        }
        let mut id = [0; 16];
        SystemRandom.fill(&mut id);
        let member = format!("m{:032x}", u128::from_le_bytes(id));
        self.people.add(&member, name)?;
        let secret = format!("{member}.{}", self.derive(&["session", &member]).reveal());
        Ok(Session { member, secret, name: name.to_owned() })
    }

    /// The member whose session this is.
    pub(crate) fn member(&self, session: &str) -> Result<String, Refusal> {
        let (member, proof) = session.split_once('.').ok_or(Refusal::SESSION_NOT_VALID)?;
        let proof: Token = proof.parse().map_err(|_| Refusal::SESSION_NOT_VALID)?;
        // Hashes compare in constant time.
        if proof.hash() == self.derive(&["session", member]).hash() {
            Ok(member.to_owned())
        } else {
            Err(Refusal::SESSION_NOT_VALID)
        }
    }

    /// The display name of a member. May wait for the disk.
    pub(crate) fn name(&self, member: &str) -> Option<String> {
        self.people.name(member)
    }

    /// The token of the link that `member` asks for under command id `id`: the same request, sent again after a lost
    /// answer, gives the same link.
    pub(crate) fn link(&self, cart: CartId, member: &str, id: CommandId) -> Token {
        self.derive(&["link", &cart.to_string(), member, &id.to_string()])
    }

    fn derive(&self, parts: &[&str]) -> Token {
        let mut mac = hmac_sha256::HMAC::new(self.people.key());
        for part in parts {
            // The length first: no two lists of parts give the same bytes.
            mac.update(part.len().to_le_bytes());
            mac.update(part);
        }
        Token::from_random(&Fixed(mac.finalize()))
    }
}

/// Hands out bytes that were decided before.
struct Fixed([u8; 32]);

impl Random for Fixed {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.iter_mut().zip(self.0).for_each(|(slot, byte)| *slot = byte);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sessions() -> Sessions {
        Sessions::new(People::open(None).expect("memory is there"))
    }

    #[test]
    fn nobody_acts_as_somebody_else() {
        let sessions = sessions();
        let ana = sessions.open(" Ana ").expect("a good name");
        let ben = sessions.open("Ben").expect("a good name");
        assert_eq!(ana.name, "Ana");
        assert_eq!(sessions.member(&ana.secret).ok(), Some(ana.member.clone()));
        let proof = ben.secret.split_once('.').expect("id and proof").1;
        assert!(sessions.member(&format!("{}.{proof}", ana.member)).is_err());
        assert!(self::sessions().member(&ana.secret).is_err());
        for forged in ["", ".", "m1", "m1.", "m1.AAAA", &ana.member] {
            assert!(sessions.member(forged).is_err());
        }
    }

    #[test]
    fn a_name_is_short_and_printable() {
        let sessions = sessions();
        for name in ["", "   ", "a\u{7}b", &"x".repeat(41)] {
            assert!(sessions.open(name).is_err());
        }
    }
}
