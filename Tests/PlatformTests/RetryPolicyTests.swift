import Platform
import Testing
import Wire

@testable import PlatformHTTP

struct RetryPolicyTests {
    private static let policy = RetryPolicy()

    private static func decide(
        _ kind: PlatformError.Kind, attempt: Int = 1, isRepeatable: Bool = true, detail: String = "",
        retryAfter: Double? = nil, jitter: Double = 1
    ) -> RetryPolicy.Decision {
        let error = PlatformError(kind, detail: detail, retryAfter: retryAfter)
        return policy.decide(.init(error: error, attempt: attempt, isRepeatable: isRepeatable), jitter: jitter)
    }

    @Test(arguments: [429, 502, 503, 504])
    func sendsAgainWhatMayPass(status: Int) {
        #expect(Self.decide(.status(status)) == .retry(after: 0.5))
    }

    @Test(arguments: [400, 401, 403, 404, 409, 413, 422, 426, 500, 501, 418])
    func givesUpOnWhatStays(status: Int) {
        #expect(Self.decide(.status(status)) == .giveUp)
    }

    @Test(arguments: [PlatformError.Kind.unreachable, .unknownHost, .interrupted, .stalled])
    func sendsAgainAfterTheLinkFailed(kind: PlatformError.Kind) {
        #expect(Self.decide(kind) == .retry(after: 0.5))
    }

    @Test(arguments: [
        PlatformError.Kind.insecure, .malformed, .tooLarge, .redirected, .storage, .unsupported, .outcomeUnknown,
    ])
    func givesUpOnWhatSendingAgainCannotMend(kind: PlatformError.Kind) {
        #expect(Self.decide(kind) == .giveUp)
    }

    @Test func neverSendsTwiceWhatIsNotRepeatable() {
        #expect(Self.decide(.status(503), isRepeatable: false) == .giveUp)
        #expect(Self.decide(.unreachable, isRepeatable: false) == .giveUp)
    }

    @Test func outOfCreditsIsNoRateLimit() {
        #expect(Self.decide(.status(429), detail: "Insufficient CREDITS") == .giveUp)
        #expect(Self.decide(.status(429), detail: "slow down") != .giveUp)
    }

    @Test func waitsTwiceAsLongEachTimeAndFourTimesInAll() {
        let waits = (1...4).map { Self.decide(.interrupted, attempt: $0) }
        #expect(waits == [.retry(after: 0.5), .retry(after: 1), .retry(after: 2), .giveUp])
    }

    @Test func jitterIsFullAndBounded() {
        #expect(Self.decide(.interrupted, attempt: 3, jitter: 0) == .retry(after: 0))
        #expect(Self.decide(.interrupted, attempt: 3, jitter: 0.25) == .retry(after: 0.5))
        var policy = RetryPolicy()
        policy.maximumAttempts = 100
        let facts = RetryPolicy.Facts(error: PlatformError(.stalled), attempt: 99, isRepeatable: true)
        #expect(policy.decide(facts, jitter: 7) == .retry(after: policy.maximumDelay))
    }

    @Test func theServersWishGoesFirst() {
        #expect(Self.decide(.status(429), retryAfter: 17, jitter: 0) == .retry(after: 17))
        #expect(Self.decide(.status(503), retryAfter: -1) == .retry(after: 0))
        #expect(Self.decide(.status(503), retryAfter: 3600) == .giveUp)
    }

    @Test(arguments: [
        ("0", 0.0), ("7", 7), (" 1.5 ", 1.5), ("-3", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 37),
        ("Sun, 06 Nov 1994 08:48:00 GMT", 0), ("soon", nil), ("", nil), ("inf", nil), ("nan", nil),
        ("Sun, 06 Foo 1994 08:49:37 GMT", nil), ("06 Nov 1994", nil),
    ])
    func readsRetryAfter(text: String, seconds: Double?) throws {
        let now = try #require(Timestamp("1994-11-06T08:49:00Z"))
        #expect(RetryAfter.seconds(text, now: now) == seconds)
    }
}
