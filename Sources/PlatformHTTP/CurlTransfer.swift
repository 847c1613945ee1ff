import CCurl
import Platform
import Wire

#if canImport(Glibc)
    import Glibc
#endif

/// One exchange. The easy handle and what it fills belong to the loop's thread; head and body are shared with the task
/// that reads them.
final class CurlTransfer: @unchecked Sendable {
    struct Head: Sendable {
        var status: Int
        var headers: TransportHeaders
    }

    let request: TransportRequest
    let settings: TransportSettings
    let head = OneShot<Head>()
    let body = BodyChannel()

    // Touched on the loop's thread only.
    private(set) var easy: UnsafeMutableRawPointer?
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private var headerParser = HeaderParser()
    /// The body got bytes that its reader was not told of yet.
    var isDirty = false
    /// When the last byte came; nil while the link is held back because its reader is slow.
    private var lastByte: Double? = Monotonic.now

    init(_ request: TransportRequest, settings: TransportSettings) {
        self.request = request
        self.settings = settings
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit { errorText.deallocate() }

    /// Makes the handle ready; nil where libcurl has no memory for it.
    func open() -> UnsafeMutableRawPointer? {
        guard let easy = curl.easy_init() else { return nil }
        self.easy = easy
        let context = Unmanaged.passUnretained(self).toOpaque()
        ccurl_set_string(easy, CURLOPT_URL, request.url)
        ccurl_set_function(easy, CURLOPT_WRITEFUNCTION, receiveBody)
        ccurl_set_pointer(easy, CURLOPT_WRITEDATA, context)
        ccurl_set_function(easy, CURLOPT_HEADERFUNCTION, receiveHeader)
        ccurl_set_pointer(easy, CURLOPT_HEADERDATA, context)
        ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
        setCommonOptions(easy)
        setMethod(easy)
        setHeaders(easy)
        return easy
    }

    /// How every exchange behaves, whatever is asked for.
    private func setCommonOptions(_ easy: UnsafeMutableRawPointer) {
        ccurl_set_long(easy, CURLOPT_NOSIGNAL, 1)
        ccurl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)  // a header with a key would travel along
        ccurl_set_long(easy, CURLOPT_PATH_AS_IS, 1)
        ccurl_set_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        ccurl_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        ccurl_set_string(easy, CURLOPT_ACCEPT_ENCODING, "")
        ccurl_set_long(easy, CURLOPT_BUFFERSIZE, 1 << 18)
        ccurl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, Int(settings.connectTimeout * 1000))
        if let file = settings.certificateFile { ccurl_set_string(easy, CURLOPT_CAINFO, file) }
        // A server on this machine is not behind a proxy.
        if ServerAddress.isLoopback(url: request.url) { ccurl_set_string(easy, CURLOPT_PROXY, "") }
    }

    private func setMethod(_ easy: UnsafeMutableRawPointer) {
        guard request.method == .post else { return }
        let body = request.body ?? []
        ccurl_set_long(easy, CURLOPT_POST, 1)
        ccurl_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, body.count)
        body.withUnsafeBytes { bytes in
            _ = ccurl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
        }
        if body.isEmpty { ccurl_set_string(easy, CURLOPT_COPYPOSTFIELDS, "") }
        // On a kept-alive link that turns out dead libcurl would send the request again, on its own: never a POST.
        ccurl_set_long(easy, CURLOPT_FRESH_CONNECT, 1)
    }

    private func setHeaders(_ easy: UnsafeMutableRawPointer) {
        for header in request.headers {
            // A line break in a value would be a header of its own.
            let line = "\(header.name): \(header.value)".filter { !$0.isNewline && $0 != "\0" }
            headerList = curl.slist_append(headerList, line)
        }
        headerList = curl.slist_append(headerList, "Expect:")
        ccurl_set_pointer(easy, CURLOPT_HTTPHEADER, headerList)
    }

    /// When this link counts as stalled unless a byte comes. libcurl's own limit is an average over seconds, and late.
    var stallDeadline: Double? { lastByte.map { $0 + settings.stallTimeout } }

    /// Lets a link go on that was held back.
    func resume() {
        guard let easy else { return }
        lastByte = Monotonic.now
        _ = curl.easy_pause(easy, CURLPAUSE_CONT)
    }

    /// Ends the exchange because nothing came for too long.
    func stall() {
        let seconds = (settings.stallTimeout * 10).rounded() / 10
        fail(with: fault(.stalled, "nothing came for \(seconds) s"))
    }

    /// Frees the handle. What is still waited for ends as a cancellation.
    func close() {
        if let easy { curl.easy_cleanup(easy) }
        easy = nil
        curl.slist_free_all(headerList)
        headerList = nil
        fail(with: CancellationError())
    }

    /// Ends head and body with an error, where they have not ended yet.
    func fail(with error: any Error) {
        head.settle(.failure(error))
        body.finish(.failure(error))
    }

    /// Ends the exchange by libcurl's result.
    func finish(_ result: CURLcode) {
        if result == CURLE_OK {
            head.settle(
                .failure(TransportError(.interrupted, detail: "no answer", mayHaveArrived: true)))
            body.finish(.success(()))
        } else {
            fail(with: fault(of: result))
        }
    }

    private func fault(of result: CURLcode) -> TransportError {
        let written = String(cString: errorText)
        let usual = curl.easy_strerror(result).map { String(cString: $0) } ?? "error \(result.rawValue)"
        let detail = written.isEmpty ? usual : written
        var connected: curl_off_t = 0
        ccurl_get_offset(easy, CURLINFO_CONNECT_TIME_T, &connected)
        return fault(CurlFaults.kind(of: result, isConnected: connected > 0), detail)
    }

    private func fault(_ kind: PlatformError.Kind, _ detail: String) -> TransportError {
        var sent = 0
        ccurl_get_long(easy, CURLINFO_REQUEST_SIZE, &sent)
        return TransportError(kind, detail: detail, mayHaveArrived: sent > 0)
    }

    /// Takes one header line; the head is whole at the empty line of an answer that is no interim one.
    fileprivate func take(header line: UnsafeRawBufferPointer) {
        lastByte = Monotonic.now
        guard let head = headerParser.take(String(decoding: line, as: UTF8.self)) else { return }
        self.head.settle(.success(head))
    }

    fileprivate func take(body bytes: UnsafeRawBufferPointer) -> Int {
        guard body.write(bytes) else {
            lastByte = nil
            return Int(CURL_WRITEFUNC_PAUSE)
        }
        lastByte = Monotonic.now
        isDirty = true
        return bytes.count
    }
}

/// Reads header lines as they come: a new status line begins a new head, and fields after a whole head are trailers.
private struct HeaderParser {
    private var status = 0
    private var fields: [(name: String, value: String)] = []
    private var isDone = false

    mutating func take(_ line: String) -> CurlTransfer.Head? {
        guard !isDone else { return nil }
        let text = line.trimming { $0.isWhitespace }
        if text.hasPrefix("HTTP/") {
            status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            fields = []
        } else if text.isEmpty {
            guard status >= 200 else { return nil }
            isDone = true
            return CurlTransfer.Head(status: status, headers: TransportHeaders(fields))
        } else if let colon = text.firstIndex(of: ":") {
            let value = String(text[text.index(after: colon)...]).trimming { $0.isWhitespace }
            fields.append((String(text[..<colon]), value))
        }
        return nil
    }
}

private let receiveBody: ccurl_write_function = { bytes, size, count, context in
    guard let bytes, let context else { return 0 }
    let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.take(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
}

private let receiveHeader: ccurl_write_function = { bytes, size, count, context in
    guard let bytes, let context else { return 0 }
    let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    transfer.take(header: UnsafeRawBufferPointer(start: bytes, count: size * count))
    return size * count
}

/// Seconds that only go forward.
enum Monotonic {
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

extension String {
    /// The text without the characters at both ends that `isBlank` says to drop.
    func trimming(_ isBlank: (Character) -> Bool) -> String {
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
            return ""
        }
        return String(self[first...last])
    }
}
