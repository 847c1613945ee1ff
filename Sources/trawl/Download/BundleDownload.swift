import Archive
import Glibc
import Platform
import Triage
import Wire

/// Brings a ZIP to this disk: streamed to a private file beside its place, checked, then moved into place. Whatever happens, there is either
/// the whole ZIP under its name or nothing.
struct BundleDownload: Sendable {
    let destination: String
    /// Replace what is there.
    let force: Bool

    /// How far a download is.
    struct State: Sendable {
        var bytes = 0
        var expected: Int?
        var seconds = 0.0
        /// Entries that were checked, and their number, once everything is here.
        var checked: (done: Int, of: Int)?

        /// `12.3 MB of 40.0 MB, 5.1 MB/s, 6s left`
        var text: String {
            if let checked { return "checking \(checked.done) of \(checked.of)" }
            let rate = seconds > 0.2 ? Double(bytes) / seconds : 0
            var text = CellFormat.bytes(bytes) + (expected.map { " of " + CellFormat.bytes($0) } ?? "")
            if rate > 0 { text += ", \(CellFormat.bytes(Int(rate)))/s" }
            if let expected, rate > 0, expected > bytes {
                text += ", \(CellFormat.seconds(Double(expected - bytes) / rate)) left"
            }
            return text
        }
    }

    /// Throws where the destination cannot be written, before anything is asked of a server.
    func checkDestination() throws(CommandError) {
        do {
            try PrivateFile.check(destination, replacing: force)
        } catch {
            throw CommandError(writing: error)
        }
    }

    /// Writes the body, checks it, adds what is to be kept beside it and moves it into place.
    func run(
        _ body: ByteStream, keeping record: Record? = nil, report: @Sendable (State) -> Void
    ) async throws -> BundleCheck {
        do {
            let part = try PrivateFile(beside: destination, replacing: force)
            try await receive(body, into: part, report)
            let check = try verify(part.path, report)
            if let record { try await keep(record, in: part.path) }
            try part.finish()
            return check
        } catch let error as SystemError {
            throw CommandError(writing: error)
        }
    }

    /// The trajectories are worth having without the outcomes: who asked is told that these are missing.
    private func keep(_ record: Record, in path: String) async throws {
        do {
            try await record.add(to: path)
        } catch let error as PlatformError {
            record.lost(ErrorText(error).sentence)
        }
    }

    private func receive(_ body: ByteStream, into part: PrivateFile, _ report: (State) -> Void) async throws {
        let start = Timestamp.now
        var state = State(expected: body.length)
        while let chunk = try await body.next() {
            if state.bytes == 0 { try Self.checkSignature(chunk) }
            try part.append(chunk)
            state.bytes += chunk.count
            state.seconds = Timestamp.now - start
            report(state)
        }
        guard state.bytes > 0 else { throw CommandError("The server sent an empty answer.", status: .server) }
    }

    private func verify(_ path: String, _ report: (State) -> Void) throws -> BundleCheck {
        do {
            return try BundleCheck(verifying: path) { done, total in
                var state = State()
                state.checked = (done, total)
                report(state)
            }
        } catch let error as PlatformError {
            throw CommandError(
                "The ZIP is not whole: \(error.detail).", hint: "Nothing was kept. Try again.", status: .server)
        }
    }

    /// Whether the answer begins like a ZIP; a JSON error or a page of a proxy does not.
    private static func checkSignature(_ chunk: [UInt8]) throws(CommandError) {
        if chunk.starts(with: [0x50, 0x4B]) { return }
        let json = try? JSONParser.parse(chunk, repairing: true)
        let detail = json?["detail"]?.string ?? String(decoding: chunk.prefix(80), as: UTF8.self)
        throw CommandError("The server sent no ZIP: \(detail)", status: .server)
    }
}

extension BundleDownload {
    /// What is kept beside the trajectories, so that the outcomes are there without the server: the evaluation, its items,
    /// and what this machine noted on them.
    struct Record: Sendable {
        let platform: any Platform
        let evaluation: EvaluationID
        let facts: [ItemID: ItemAnnotations]
        /// Told why the outcomes could not be kept, where they could not.
        let lost: @Sendable (String) -> Void

        /// The evaluation as it is now: what has ended since the trajectories were asked for has its outcome.
        fileprivate func add(to path: String) async throws {
            let items = try await platform.items(of: evaluation)
            let told = try await platform.evaluation(evaluation)
            _ = try await BundleRecord.add(to: path, told, items, from: platform.scope) { facts[$0]?.json }
        }
    }
}

extension CommandError {
    /// Why a file could not be written.
    init(writing error: SystemError) {
        switch error.code {
        case EISDIR: self.init("\(error.path) is a folder.", status: .local)
        case EEXIST: self.init("\(error.path) exists.", hint: "--force replaces it.", status: .local)
        case ENOSPC, EDQUOT:
            self.init("\(error.path): the disk is full.", hint: "Nothing was kept.", status: .local)
        default: self.init("\(error).", status: .local)
        }
    }
}
