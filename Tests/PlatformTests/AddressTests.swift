import PlatformHTTP
import Testing

struct AddressTests {
    @Test(arguments: [
        ("https://app.dreadnode.io", "https://app.dreadnode.io/api/v1"),
        ("https://app.dreadnode.io///", "https://app.dreadnode.io/api/v1"),
        ("https://x.io/api/v1", "https://x.io/api/v1"), ("https://x.io/api/v1/", "https://x.io/api/v1"),
        ("https://x.io/api", "https://x.io/api"), ("https://x.io/tenant", "https://x.io/tenant/api/v1"),
        ("HTTPS://X.io:443", "https://x.io/api/v1"), ("http://x.io:80", "http://x.io/api/v1"),
        ("https://x.io:8443", "https://x.io:8443/api/v1"), ("x.io", "https://x.io/api/v1"),
        ("localhost:8000", "http://localhost:8000/api/v1"), ("127.0.0.1:9", "http://127.0.0.1:9/api/v1"),
        ("http://[::1]:8000", "http://[::1]:8000/api/v1"), (" https://x.io?q#f ", "https://x.io/api/v1"),
    ])
    func readsAsTheContractSays(text: String, base: String) throws {
        #expect(try #require(ServerAddress(text)).base == base)
    }

    @Test(arguments: [
        "", "https://", "ftp://x.io", "https://user:pass@x.io", "https://x.io:0", "https://x.io:99999",
        "https://x.io/\u{1B}[2J", "https://x.io/a b", "https://x.io/\u{9B}\u{301}", "https://x.io\r\nX-Evil: 1",
        "https://x.io:port", "http://a b", "javascript://x", "https://x.io\\@evil",
    ])
    func refusesWhatIsNoAddress(text: String) {
        #expect(ServerAddress(text) == nil)
    }

    @Test(arguments: [
        ("http://localhost:1", true), ("http://127.8.9.1", true), ("http://[::1]", true),
        ("http://127.0.0.1.evil.io", false),
        ("http://localhost.evil.io", false), ("http://10.0.0.1", false), ("http://127.1", false),
    ])
    func knowsThisMachine(text: String, isLoopback: Bool) throws {
        #expect(try #require(ServerAddress(text)).isLoopback == isLoopback)
    }

    @Test func namesOfThisMachineAreOneOrigin() throws {
        let left = try #require(ServerAddress("http://localhost:8000"))
        #expect(left.isSameOrigin(as: try #require(ServerAddress("http://127.0.0.1:8000/api"))))
        #expect(!left.isSameOrigin(as: try #require(ServerAddress("http://localhost:8001"))))
        #expect(!left.isSameOrigin(as: try #require(ServerAddress("https://localhost:8000"))))
    }

    @Test func pathsCannotLeadElsewhere() {
        let endpoint = Endpoint(["evaluation", "a/../b?x#y", "é"]).with("q", "a+b &c=d").with("none", nil)
        #expect(endpoint.text == "/evaluation/a%2F..%2Fb%3Fx%23y/%C3%A9?q=a%2Bb%20%26c%3Dd")
        #expect(!Endpoint(["sessions", ".."]).isValid)
        #expect(!Endpoint(["sessions", ""]).isValid)
        #expect(Endpoint(["sessions", "..."]).isValid)
    }
}
