/// What tools answer: shapes that a reader meets in real transcripts, colours, long lines and foreign scripts included.
enum DemoOutput: Sendable {
    case nmap, fuzz, http, page, json, minified, coloured, table, traceback, crash, assembly, hexdump, listing, number,
        hashes

    func text(_ fill: DemoFill, _ random: inout DemoRandom) -> String {
        switch self {
        case .nmap: Self.nmap(fill, &random)
        case .fuzz: Self.fuzz(&random)
        case .http: Self.http(fill, &random)
        case .page: Self.page(fill, &random)
        case .json: Self.object(random.int(3...9), &random)
        case .minified: Self.minified(&random)
        case .coloured: Self.lines(random.int(5...18), &random) { Self.colouredLine(fill, &$0) }
        case .table: Self.lines(random.int(6...24), &random) { Self.tableLine(&$0) }
        case .traceback: Self.traceback(fill, &random)
        case .crash: Self.crash(&random)
        case .assembly: Self.lines(random.int(12...40), &random) { Self.instruction(&$0) }
        case .hexdump: Self.hexdump(random.int(8...16), &random)
        case .listing: Self.lines(random.int(8...36), &random) { Self.listed(fill, &$0) }
        case .number: (0..<6).map { _ in String(random.next()) }.joined(separator: "\n")
        case .hashes: "$krb5tgs$23$*\(random.pick(DemoTexts.users))*$" + random.hexadecimal(1800)
        }
    }

    /// Whether the tool would say that it failed.
    func fails(_ random: inout DemoRandom) -> Bool {
        switch self {
        case .traceback, .crash: true
        default: random.chance(0.03)
        }
    }

    private static func lines(_ count: Int, _ random: inout DemoRandom, _ line: (inout DemoRandom) -> String) -> String
    {
        var text = ""
        for _ in 0..<count { text += line(&random) + "\n" }
        return text
    }

    private static func nmap(_ fill: DemoFill, _ random: inout DemoRandom) -> String {
        let services = [
            "ssh     OpenSSH 8.4p1 Debian", "http    nginx 1.25.3", "microsoft-ds?", "mysql   MySQL 8.0.33", "ldap",
            "http-proxy",
        ]
        var text =
            "Starting Nmap 7.94 ( https://nmap.org )\nNmap scan report for \(fill.host)\nHost is up (0.00\(random.int(10...99))s latency).\n"
        text += "Not shown: \(random.int(60_000...65_530)) closed tcp ports (reset)\nPORT     STATE SERVICE VERSION\n"
        for port in Set([22, fill.port, random.int(1000...9999)]).sorted() {
            text += "\(port)/tcp".padded(9) + "open  " + random.pick(services) + "\n"
        }
        return text
            + "\nNmap done: 1 IP address (1 host up) scanned in \(random.int(3...48)).\(random.int(10...99)) seconds\n"
    }

    private static func fuzz(_ random: inout DemoRandom) -> String {
        // Every path once, in an order of its own.
        let start = random.below(DemoTexts.paths.count)
        let stride = random.pick([1, 5, 7, 11])
        let statuses = ["\u{1B}[32m200\u{1B}[0m", "\u{1B}[33m301\u{1B}[0m", "\u{1B}[31m403\u{1B}[0m"]
        var text = ""
        for place in 0..<random.int(6...20) {
            let path = DemoTexts.paths[(start + place * stride) % DemoTexts.paths.count]
            text += "\u{1B}[2K\(path.padded(24)) [Status: \(random.pick(statuses)), Size: \(random.int(0...98_000)), "
            text += "Words: \(random.int(1...900)), Duration: \(random.int(2...240))ms]\n"
        }
        return text
    }

    private static func http(_ fill: DemoFill, _ random: inout DemoRandom) -> String {
        let status = random.pick([
            "200 OK", "302 Found", "403 Forbidden", "500 Internal Server Error", "401 Unauthorized",
        ])
        return
            "HTTP/1.1 \(status)\r\nServer: \(random.pick(DemoTexts.servers))\r\nContent-Type: text/html; charset=utf-8\r\n"
            + "Set-Cookie: session=\(random.hexadecimal(32)); HttpOnly\r\nContent-Length: \(random.int(120...9000))\r\n\r\n"
            + fill.text(
                "<html><head><title>{word}</title></head><body><form action=\"/{path}\"><input name=\"{word}\" value=\"{user}\"></form></body></html>\n",
                &random)
    }

    private static let foreign = [
        "ログインに失敗しました。ユーザー名またはパスワードが正しくありません。", "系统错误：数据库连接失败，请稍后再试（错误代码 0x80004005）",
        "접근이 거부되었습니다: 관리자 권한이 필요합니다.", "Ошибка 500: внутренняя ошибка сервера", "المستخدم غير موجود",
        "設定ファイル「secrets.yml」を読み込みました ✅ 🚩",
    ]

    private static func page(_ fill: DemoFill, _ random: inout DemoRandom) -> String {
        var text = "<!doctype html>\n<html lang=\"ja\">\n<h1>\(random.pick(foreign))</h1>\n"
        for _ in 0..<random.int(3...12) {
            text +=
                random.chance(0.4)
                ? "<p>\(random.pick(foreign))</p>\n"
                : fill.text("<li><a href=\"/{path}?{word}={num}\">{user}</a></li>\n", &random)
        }
        return text + "</html>\n"
    }

    private static func object(_ count: Int, _ random: inout DemoRandom) -> String {
        let members = (0..<count).map { number in
            "  \"\(random.pick(DemoTexts.words))_\(number)\": "
                + (random.chance(0.5) ? "\"\(random.hexadecimal(12))\"" : String(random.int(0...99_999)))
        }
        return "{\n" + members.joined(separator: ",\n") + "\n}\n"
    }

    /// One line of some thousand characters, as minified scripts are.
    private static func minified(_ random: inout DemoRandom) -> String {
        var text = "!function(){\"use strict\";"
        for _ in 0..<random.int(60...160) {
            text +=
                "var \(random.hexadecimal(2))=function(e,t){return e.\(random.pick(DemoTexts.words))||t[\(random.int(0...99))]};"
        }
        return text + "}();"
    }

    private static func colouredLine(_ fill: DemoFill, _ random: inout DemoRandom) -> String {
        let mark = random.pick([
            "\u{1B}[34m[*]\u{1B}[0m", "\u{1B}[1;32m[+]\u{1B}[0m", "\u{1B}[31m[-]\u{1B}[0m",
            "\u{1B}[38;5;208m[medium]\u{1B}[0m",
        ])
        return mark + " " + fill.text("{host}:{port} {path} \u{1B}[1m{word}\u{1B}[22m={num} ({user})", &random)
    }

    private static func tableLine(_ random: inout DemoRandom) -> String {
        "| \(String(random.int(1...9999)).padded(5)) | \(random.pick(DemoTexts.users).padded(12)) | \(random.hexadecimal(32)) | \(random.pick(["active", "locked", "漢字", "null"]).padded(8)) |"
    }

    private static func traceback(_ fill: DemoFill, _ random: inout DemoRandom) -> String {
        let errors = [
            "requests.exceptions.ConnectionError: HTTPConnectionPool(host='{host}', port={port}): Max retries exceeded with url: /{path}",
            "EOFError: Got EOF while reading in interactive",
            "json.decoder.JSONDecodeError: Expecting value: line 1 column {num} (char 0)",
            "ModuleNotFoundError: No module named '{word}'",
            "ValueError: invalid literal for int() with base 16: '{word}'",
            "TimeoutError: timed out after {num} ms",
            "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position {num}",
        ]
        return
            "Traceback (most recent call last):\n  File \"/work/solve.py\", line \(random.int(4...180)), in <module>\n    main()\n"
            + "  File \"/work/solve.py\", line \(random.int(4...90)), in main\n    result = attempt(\(random.pick(DemoTexts.words)))\n"
            + "             ^^^^^^^^^^^^^^^^\n" + fill.text(random.pick(errors), &random) + "\n"
    }

    private static func crash(_ random: inout DemoRandom) -> String {
        let registers = ["rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rsp", "rip"]
        return "Program received signal SIGSEGV, Segmentation fault.\n0x0000\(random.hexadecimal(12)) in ?? ()\n"
            + "#0  0x0000\(random.hexadecimal(12)) in vuln ()\n#1  0x4141414141414141 in ?? ()\n"
            + registers.map { $0.padded(6) + "0x" + random.hexadecimal(16) }.joined(separator: "\n") + "\n"
    }

    private static func instruction(_ random: inout DemoRandom) -> String {
        let operations = [
            "mov    rax,QWORD PTR [rbp-0x\(random.int(8...96))]", "call   0x401\(random.hexadecimal(3)) <read@plt>",
            "xor    eax,eax", "jne    0x4012\(random.hexadecimal(2))", "lea    rdi,[rip+0x\(random.hexadecimal(3))]",
            "pop    rdi", "ret",
        ]
        return "  40\(random.hexadecimal(4)):\t" + random.pick(operations)
    }

    private static func hexdump(_ rows: Int, _ random: inout DemoRandom) -> String {
        (0..<rows).map { row in
            let offset = String(row * 16, radix: 16)
            let groups = (0..<8).map { _ in random.hexadecimal(4) }.joined(separator: " ")
            return String(repeating: "0", count: 8 - offset.count) + offset + ": " + groups + "  ................"
        }.joined(separator: "\n")
    }

    private static func listed(_ fill: DemoFill, _ random: inout DemoRandom) -> String {
        fill.text(
            random.pick([
                "/work/{path}/{word}.c:{num}: {word}({user})", "drwxr-xr-x 2 {user} {user} {num} {path}",
                "{hex}  {word}-{num}.bin", "GLIBC_2.{num}", "warning: {word} is deprecated, use {word}_{num}",
            ]), &random)
    }
}

extension String {
    /// Filled with blanks to a width, for the columns of tool output.
    fileprivate func padded(_ width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - unicodeScalars.count))
    }
}
