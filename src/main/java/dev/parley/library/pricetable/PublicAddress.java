package dev.parley.library.pricetable;

import java.net.Inet4Address;
import java.net.InetAddress;

/// Tells addresses of the public network from those of this machine and of private networks.
final class PublicAddress {
    private PublicAddress() {}

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(unsigned(bytes, 0), unsigned(bytes, 1)) : isPublic6(bytes);
    }

    /// Not this network, not a carrier's own, not set aside for tests and times to come (RFC 6890).
    private static boolean isPublic4(int first, int second) {
        return first != 0
                && first < 240
                && !(first == 100 && second >= 64 && second < 128)
                && !(first == 198 && (second == 18 || second == 19))
                && !(first == 192 && second == 0);
    }

    /// Only 2000::/3 is given out, and in it 2002::/16 wraps an address of the older kind, which may be private.
    private static boolean isPublic6(byte[] bytes) {
        boolean isGivenOut = (unsigned(bytes, 0) & 0xe0) == 0x20;
        boolean wrapsOther = unsigned(bytes, 0) == 0x20 && unsigned(bytes, 1) == 0x02;
        return isGivenOut && !wrapsOther;
    }

    private static int unsigned(byte[] bytes, int index) {
        return bytes[index] & 0xff;
    }
}
