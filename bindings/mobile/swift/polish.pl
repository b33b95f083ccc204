# What uniffi.toml cannot say about the code that UniFFI writes, said to its text: from stdin to stdout. A rule that finds nothing to
# change is a mistake here, or another version of UniFFI.
use strict;
use warnings;

local $/;
my $code = <STDIN>;

sub rule { my ($name, $found) = @_; die "polish.pl: nothing to change for: $name\n" unless $found }

rule 'what other crates would need stays inside',
    $code =~ s/^public (?=struct FfiConverter|func FfiConverter|func parseAmount)//gm;

rule 'nobody outside makes a handle of a number, or of none',
    $code =~ s/^( *)(?:required )?public (?=init\((?:unsafeFromHandle|noHandle)|struct NoHandle|func uniffi)/$1/gm;
rule 'classes are what they are', $code =~ s/^open (class|func)/$1 eq 'class' ? 'public final class' : 'public func'/gme;

rule 'a verb may be called for its effect alone',
    $code =~ s/^(?=public func (?!version\().*throws +-> Natural)/\@discardableResult\n/gm;

rule 'kinds of errors have Swift\'s spelling',
    $code =~ s/(case |\.)(Invalid|NotFound|Denied|Conflict|LimitReached|Internal|Storage)\(/$1 . lcfirst($2) . '('/ge;
$code =~ s/case internal\(/case `internal`(/;

rule 'a panic is a refusal like others',
    $code =~ s/throw UniffiInternalError\.rustPanic\((.*)\)$/throw CartpoolError.panicked($1)/gm;

rule 'whoever links another version of the library is told so',
    $code =~ s/UniFFI (contract version|API checksum) mismatch: [^"]*/the library that was linked is of another version than this package ($1)/g;

# Data is slow to copy from, a number or a text at a time: reading a view in place takes a sixth of the time.
rule 'numbers are read in place', $code =~ s/^fileprivate func readInt<.*?^\}\n/<<'END'/ems;
fileprivate func readInt<T: FixedWidthInteger>(_ reader: inout (data: Data, offset: Data.Index)) throws -> T {
    let offset = reader.offset
    guard reader.data.count >= offset + MemoryLayout<T>.size else { throw UniffiInternalError.bufferOverflow }
    reader.offset += MemoryLayout<T>.size
    return reader.data.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: T.self) }.bigEndian
}

fileprivate func readText(_ reader: inout (data: Data, offset: Data.Index), count: Int) throws -> String {
    let range = reader.offset..<(reader.offset + count)
    guard reader.data.count >= range.upperBound else { throw UniffiInternalError.bufferOverflow }
    reader.offset = range.upperBound
    return reader.data.withUnsafeBytes { String(decoding: $0[range], as: UTF8.self) }
}
END

rule 'texts are read in place',
    $code =~ s/String\(decoding: try readBytes\(&buf, count: (.*?)\), as: UTF8\.self\)/try readText(&buf, count: $1)/;

print $code;
