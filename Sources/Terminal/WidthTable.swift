/// How many columns a terminal gives to each code point, as the C library counts it (Unicode 14).
///
/// Terminal knows no C library, and curses lays out by `wcwidth`; so the answers of `wcwidth` stand here as data. A test
/// compares them with the C library's own, code point by code point, and fails when they drift apart.
enum WidthTable {
    /// What `wcwidth` returns; -1, not printable, is 3 here.
    static let unprintable: UInt8 = 3

    /// The planes in which widths change often are a flat table; everything above is a search among few ranges.
    static let flatCount = 0x20000
    static let flat: [UInt8] = decoded.flat
    private static let high: [Run] = decoded.high

    private struct Run {
        let end: UInt32
        let width: UInt8
    }

    @inline(__always)
    static func width(_ scalar: UInt32) -> UInt8 {
        if scalar < 0x7f { return scalar < 0x20 ? (scalar == 0 ? 0 : unprintable) : 1 }
        return Int(scalar) < flatCount ? flat[Int(scalar)] : searched(scalar)
    }

    private static func searched(_ scalar: UInt32) -> UInt8 {
        for run in high where scalar < run.end { return run.width }
        return unprintable
    }

    private static let decoded: (flat: [UInt8], high: [Run]) = {
        var flat = [UInt8]()
        flat.reserveCapacity(flatCount)
        var high: [Run] = []
        var end = 0
        for (kind, length) in runs() {
            end += length
            let below = min(end, flatCount) - flat.count
            if below > 0 { flat.append(contentsOf: repeatElement(kind, count: below)) }
            if end > flatCount { high.append(Run(end: UInt32(end), width: kind)) }
        }
        return (flat, high)
    }()

    /// Reads `encoded`: a letter for the width, then the length of the run in hexadecimal.
    private static func runs() -> [(kind: UInt8, length: Int)] {
        var runs: [(kind: UInt8, length: Int)] = []
        runs.reserveCapacity(2048)
        encoded.withUTF8Buffer { bytes in
            for byte in bytes {
                switch byte {
                case UInt8(ascii: "u"): runs.append((unprintable, 0))
                case UInt8(ascii: "z"): runs.append((0, 0))
                case UInt8(ascii: "s"): runs.append((1, 0))
                case UInt8(ascii: "w"): runs.append((2, 0))
                default:
                    let digit = byte < UInt8(ascii: "a") ? byte & 0xf : byte - UInt8(ascii: "a") + 10
                    runs[runs.count - 1].length = runs[runs.count - 1].length * 16 + Int(digit)
                }
            }
        }
        return runs
    }

    /// Runs from U+0000 to U+10FFFF; `u` not printable, `z` zero, `s` single, `w` wide.
    private static let encoded: StaticString = """
        z1u1fs5fu21s260z70s8u2s6u4s7u1s1u1s14u1se0z7sa6u1s26u2s32u2s3u1z2ds1z1s1z2s1z2s1z1u8s1bu4s6ubs10zbs1z1s2ez15s10z\
        1s65z7s2z6s2z2s1z4s20u1s2z1s1ez1bu2s59zbs1ues2bz9s7u2z1s18z4s1z9s1z3s1z5u2sfu1s19z3u2s1u1sbu5s1fu1s2u6z8s2az18s1\
        z20s37z1s1z1s4z8s4z1s3z7saz2s1dz1s2u1s8u2s2u2s16u1s7u1s1u3s4u2z1s4z4u2s2u2s2z1s1u8s1u4s2u1s3z2u2s18z1u2z2s1u1s6u\
        4s2u2s16u1s7u1s2u1s2u1s2u2z1u1s3z2u4z2u2z3u3z1u7s4u1s1u7saz2s3z1s1uaz2s1u1s9u1s3u1s16u1s7u1s2u1s5u2z1s4z5u1z2s1u\
        1s2z1u2s1ufs2z2u2scu7s1z6u1z1s2u1s8u2s2u2s16u1s7u1s2u1s5u2z1s2z1s1z4u2s2u2s2z1u7z2s1u4s2u1s3z2u2s12uaz1s1u1s6u3s\
        3u1s4u3s2u1s1u1s2u3s2u3s3u3scu4s2z1s2u3s3u1s3z1u2s1u6s1ues15u5z1s3z1s8u1s3u1s17u1s10u2z1s1z3s4u1z3u1z4u7z2u1s3u2\
        s1u2s2z2u2sau7saz1sbu1s3u1s17u1sau1s5u2z1s2z1s5u1z1s2u1s2z2u7s2u6s2u1s2z2u2sau1s2udz2sbu1s3u1s29z2s4z4u1s3u1s3z1\
        s2u4sez2u2s1au1z1s2u1s12u3s18u1s9u1s1u2s7u3z1u4s3z3u1z1u1s8u6sau2s3ucs30z1s2z7u4s8z8sdu25s2u1s1u1s5u1s18u1s1u1sa\
        z1s2z9s1u2s5u1s1u1z6u2sau2s4u20s18z2s1bz1s1z1s1z1seu1s24u4zes1z5s1z2s5zbu1z24u1s8z1s6u1sdu25s2dz4s1z6s1z2s2z2s19\
        z2s4z3s10z4sdz1s2z2s6z1sfz1s28u1s1u5s1u2s30w60za0s49u1s4u2s7u1s1u1s4u2s29u1s4u2s21u1s4u2s7u1s1u1s4u2sfu1s39u1s4u\
        2s43u2z3s1du3s1au6s56u2s6u2s29du3s59u7s12z3s1u9s13z2s3u9s12z2ucsdu1s3u1z2ucs34z2s1z7s8z1s2zbs9z1u2sau6sau6sbz5sa\
        u6s59u7s5z2s22z1s1u5s46uas1fu1z3s4z2s3u4s2z1s6z3u4s1u3s2au2s5ubs2cu4s1au6sbu3s39z2s2z1u2s38z1s1z7u1z1s1z1s2z8s6z\
        au2z1sau6sau6seu2z1fu31z4s30z1s1z5s1z1s5z1sau3s1bz9sbu1z2s20z4s2z2s1z3s38z1s1z2s3z1s1z3s2u8s30z8s2z2u3sfu3s3cu7s\
        2bu2sbu8z3s1zds1z7s4z1s6z1s3z2s1u5sc0z40s116u2s6u2s26u2s6u2s8u1s1u1s1u1s1u1s1fu2s35u1sfu1seu2s6u1s13u2s3u1s9u1sb\
        z5s18u2z5s31z5u1zas2u2s1bu1sdu3s21ufz21ufs8cu4s18aw2sdw2sbew4s3w1s2w1s33u19sbu15s19dw2s15w2s32wcs2bw1s13w1sdw1s8\
        w2s11w2s5w2s8w1s5w1s15w1s7w2s1w1s4w1s2w1s7w1s4w2s1cw1s23w1s1w1s4w3s1w1s3dw3s18w1sew1s35bw2s33w1s4w1s1eu2s20u1s15\
        8z3s2u5s2du1s1u5s1u2s38u7s2uez1s17u9s7u1s7u1s7u1s7u1s7u1s7u1s7u1s7u1z20s5eu22w1au1w59ucwd6u1awcu4w2az4w11s1u1w56\
        u2z2w65u5w2bu1w5eu1w54ucw2fu1w726du3w37u9s15cu14s2fz4s1zas20z2s50z2s6u8scbu5s2u1s1u1s5u18s10z1s3z1s4z1s19z2s5z1u\
        3sau6s38u8s44z2u8scu6z12sdz1s26z8s19zbs2ubs1w1du3z3s30z1s2z4s2z2s10u1sbu4s7z1s19u1s29z6s2z2s2z2u9s3z1s8z1s1u2sau\
        2s20z1s33z1s1z3s2z2s5z2s1z1s1u18s11z2s8z1uas6u2s6u2s6u9s7u1s7u1s3cu4s75z1s2z1s4z1u2sau6w2ba4ucz17u4z31u804s1900w\
        16eu2w6au26s7ucs5u5s1z1s18u1s5u1s1u1s2u1s2u1s7du10s1bdu2s36u7s1u20s10z10wau6z10w23u1w13u1w4u4s5u1s87u2z1u1w60s5e\
        u3s6u2s6u2s6u2s3u3w7u1s7uaz3s2u2scu1s1au1s13u1s2u1sfu2seu22s7bu5s3u4s2du3s58u1sdu3s1u2fs2dz1u82s1du3s31ufz1s1bu4\
        s24u9s1eu5s26z5u5s1eu1s25u4seu2as9eu2sau6s24u4s24u4s28u8s34ubscu1sfu1s7u1s2u1sbu1sfu1s7u1s2u43s137u9s16uas8u18s6\
        u1s2au1s9u45s6u2s1u1s2cu1s2u3s1u2s17u1s48u8s9u30s13u1s2u5s21u3s1bu5s1u40s38u4s14u2s2fz3u1z2u5z4s4u1s3u1s1du2z3u4\
        z1s9u7s9u7s40u20s25z2u4scu9s36u3s1du2s1bu5s1au7s4ucs7u50s49u37s33uds33u7s2az4u8sau126s1fu1s2au1z2s1u2s2u4es28u8s\
        16zbs9u16s12z4s4u26s1cu14s17u9s1z1s36zfs7u4s1ez1s2z2s1u9z3s31z4s2z2s7z1uas1u2s19u7sau6z3s24z5s1z8u1s12u8s23z1s3u\
        9z2s34z9saz4s2z1s10u1s14ubs12u1s1cz3s2z1s1z2s6z1u41s7u1s1u1s4u1sfu1sbu6s2fz1s3z8u5sau6z2s2u1s8u2s2u2s16u1s7u1s2u\
        1s5u1z2s3z1s4u2s2u2s3u2s1u6s1u5s7u2z7u3z5u8bs38z8s2z3s1z1s15u1s1z1s3u1es33z6s1z1s4z2s1z2s4u8saua6s32z4u2s4z2s1z2\
        s1bz2u22s33z8s2z1s1z2s4ubsau6sdu13s2bz1s1z1s2z6s1z1s2u6sau36s1bu2z3s2z4s1z5u4s17ub9s2fz9s1z2s1u64s53ucs8u2s1u2s8\
        u1s2u1s1eu1s2u2z2s1z1s4z1s3u9sau46s8u2s2az4u2z2s4z1s4u1bs1zas28z6s2z4s8z1u8s1z6s2z3s2ezds1z2s9uds49u107s9u1s26z7\
        u1z6s1z1s6uas1du3s20u2z16u1s1z7s1z2s1z2u49s7u1s2u1s26z6u3z1u1z2u1z7s1z1u8sau6s6u1s2u1s25u1z2u1s2z1s1z1s1u7sau136\
        s13z2s4ub7s1ufs32uds39bu66s6fu1s5ubsc4ua4cs63uds42fu1z9ufc7s247u21b9s239u7s1fu1sau4s51u1sau6s1eu2z5s1uas30z7sfua\
        sau1s7u1s15u5s13u2b0s5bu65s4bu4z1s38u7z4sdu40w4z1ubw2uew17f8u8w4d6u2aw9u22e7w4u1w7u1w2u1w123u2dw3u11w4u8w18cu904\
        s6bu5sdu3s9u7sau2s1z2s1z4u125cz2eu2z17u9s74u3csf6uas27u2s3ez3s9z10s2z7s1ez4s3du15s42z3s1u9as14ucs57u9s19u87s55u1\
        s47u1s2u2s1u2s2u2s4u1scu1s1u1s7u1s41u1s4u2s8u1s7u1s1cu1s4u1s5u1s1u3s7u1s154u2s124u2s232z37s4z32s8z1sez1s7ufz5u1z\
        fu450s1fue1z7u1z11u2z7u1z2u1z5ud5s2du3z7s7u2sau4s2u140s1ez1u11s2cz4sau5s1u4e0s7u1s4u1s2u1sfu1sc5u2s9z7u29s44z7s1\
        u4sau4s2u311s44u4cs3duc2s4u1s1bu1s2u1s1u2s1u1sau1s4u1s1u1s1u6s1u4s1u1s1u1s1u1s3u1s2u1s1u2s1u1s1u1s1u1s1u1s1u1s2u\
        1s1u2s4u1s7u1s4u1s4u1s1u1sau1s11u5s3u1s5u1s11u34s2u10es4w1s27u4s64ucsfu2sfu1sew1u1s25uas8ew1s2was13u38s1aw3udw2c\
        u4w9u7w2uew6u9aw21scw9s1w46s1w16scw2bs4w5scw11s3w1s3w47s1w1s1wbbs2w3fsdw4s1w18s12w1s1aw2sdw1s56w55s30w46s6w1s3w3\
        s2w3u5w3sbw2u3s4w9u3s74ucs59u7wcu4w1ufscu4s38u8sau6s28u8s1eu2s2u4escw2fs1was1wb9s54ucseu2w5u3w5u3w7u9w1du3wbu5w6\
        uawau6w8u8w7u9s93u1s37u25sau406wa6e0u20w1039u7wdeu2w1682uew1d31uc1fw21eu5e2w134buaecb6z1u1ez60u80zf0ufe10sfffeu2\
        sfffeu2
        """
}
