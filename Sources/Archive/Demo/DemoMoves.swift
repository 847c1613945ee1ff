/// One thing that an agent does: the tool, what it is asked, and what kind of answer comes.
struct DemoMove: Sendable {
    var tool: String
    var argument: String
    var value: String
    var output: DemoOutput
    /// Why an agent would do it.
    var intent: String
}

/// What agents do in each family of tasks, early and late.
enum DemoMoves {
    static func moves(_ family: String, late: Bool) -> [DemoMove] {
        switch (family, late) {
        case ("web", false), ("cve", false): webRecon
        case ("web", true), ("cve", true): webExploit
        case ("pwn", false), ("rev", false): binaryRecon
        case ("pwn", true), ("rev", true): binaryExploit
        case ("crypto", _): crypto
        case ("forensics", _): forensics
        case ("ad", _): directory
        default: cloud
        }
    }

    private static func shell(_ command: String, _ output: DemoOutput, _ intent: String) -> DemoMove {
        DemoMove(tool: "bash", argument: "command", value: command, output: output, intent: intent)
    }

    private static func python(_ code: String, _ output: DemoOutput, _ intent: String) -> DemoMove {
        DemoMove(tool: "python", argument: "code", value: code, output: output, intent: intent)
    }

    private static func request(_ url: String, _ output: DemoOutput, _ intent: String) -> DemoMove {
        DemoMove(tool: "http_request", argument: "url", value: url, output: output, intent: intent)
    }

    private static let webRecon = [
        shell("nmap -sV -Pn -p- --min-rate 2000 {host}", .nmap, "Start with a full port scan of {host}."),
        shell(
            "ffuf -u http://{host}:{port}/FUZZ -w /opt/lists/raft-small.txt -mc 200,301,403 -fs {num}", .fuzz,
            "Look for paths that nothing links to; filter the default page by its size."),
        shell(
            "curl -si http://{host}:{port}/{path}", .http, "Read the raw headers of that endpoint, cookies included."),
        request("http://{host}:{port}/{path}", .page, "Fetch the page and read what it tells an anonymous user."),
        shell("whatweb -a 3 http://{host}:{port}", .coloured, "Which framework is this, and which version?"),
        request("http://{host}:{port}/robots.txt", .http, "robots.txt often names what should stay hidden."),
        shell(
            "curl -s http://{host}:{port}/static/app.min.js | head -c 6000", .minified,
            "The bundle may hold API routes or a key."),
    ]

    private static let webExploit = [
        shell(
            "sqlmap -u 'http://{host}:{port}/{path}?id={num}' --batch --level 3 --technique BT", .table,
            "The id parameter is reflected in the query plan; let sqlmap confirm a blind injection."),
        request(
            "http://{host}:{port}/{path}?{word}=%27%20OR%20{num}%3D{num}--", .http,
            "Try a tautology in `{word}` by hand first."),
        python(
            "import requests\nfor i in range({num}):\n    r = requests.get(f'http://{host}:{port}/{path}/{i}')\n    if 'FLAG' in r.text: print(i, r.text)",
            .traceback, "Walk the object ids and watch for one that is not ours."),
        shell(
            "curl -s http://{host}:{port}/api/v2/users/{num} -H 'X-Forwarded-For: 127.0.0.1' | jq .", .json,
            "Does the API trust X-Forwarded-For?"),
        shell(
            "grep -rn --color=always '{word}' /work/src | head -40", .coloured,
            "We have part of the source: where is `{word}` handled?"),
        shell(
            "nuclei -u http://{host}:{port} -severity medium,high -nc=false", .coloured,
            "Run the known templates against it while I think."),
        request(
            "http://{host}:{port}/{path}?lang=ja", .page,
            "The Japanese locale takes another code path; compare the answers."),
    ]

    private static let binaryRecon = [
        shell("file ./challenge && checksec --file=./challenge", .coloured, "Which mitigations does the binary have?"),
        shell("strings -n 8 ./challenge | head -60", .listing, "Look for format strings and paths in the binary."),
        shell(
            "objdump -d -M intel ./challenge | sed -n '{num},+40p'", .assembly,
            "Disassemble the function that reads the input."),
        shell("xxd -l 256 ./challenge", .hexdump, "The header looks odd; dump it."),
        shell("r2 -qc 'aaa; afl; pdf @ main' ./challenge", .assembly, "Let radare2 find the functions."),
        DemoMove(
            tool: "read_file", argument: "path", value: "/work/{task}/README.md", output: .listing,
            intent: "Read the task's notes again."),
    ]

    private static let binaryExploit = [
        shell(
            "gdb -q -batch -ex run -ex bt -ex 'info registers' ./challenge < payload.bin", .crash,
            "Crash it under gdb and see what the registers hold."),
        python(
            "from pwn import *\nio = remote('{host}', {port})\nio.sendline(cyclic({num}))\nprint(io.recvall(timeout=5))",
            .traceback, "Send a cyclic pattern to find the offset."),
        shell(
            "python3 solve.py --host {host} --port {port} --offset {num}", .crash,
            "Run the exploit against the remote with offset {num}."),
        shell("ROPgadget --binary ./challenge --only 'pop|ret' | head", .assembly, "I need a `pop rdi; ret`."),
        python(
            "import angr\np = angr.Project('./challenge')\nprint(p.factory.simgr().explore(find=0x40{num}))",
            .traceback, "Let angr look for an input that reaches the success branch."),
    ]

    private static let crypto = [
        python(
            "from math import isqrt\nn = 0x{hex}{hex}\nprint(isqrt(n), n % {num})", .number,
            "Are the primes close together? Try Fermat."),
        shell("openssl rsa -pubin -in key.pem -text -noout", .hexdump, "What is the public exponent?"),
        shell("sage attack.sage --lattice {num}", .traceback, "Build the lattice from the leaked nonces."),
        request("http://{host}:{port}/oracle?ct={hex}{hex}", .json, "Ask the oracle about a flipped byte."),
        python(
            "for k in range(256):\n    print(k, decrypt(k)[:16])", .listing, "Only 256 keys: print them all and look."),
    ]

    private static let forensics = [
        shell(
            "tshark -r capture.pcapng -q -z conv,tcp | head -30", .table, "Which conversations carried the most bytes?"),
        shell("vol -f memory.raw windows.pslist", .table, "List the processes in the image."),
        shell("foremost -i disk.img -o carved -v", .listing, "Carve what was deleted."),
        shell("strings -el memory.raw | grep -i '{word}' | head", .page, "Search the wide strings for `{word}`."),
        shell("xxd -s {num} -l 256 carved/0001.bin", .hexdump, "Look at the carved file around offset {num}."),
    ]

    private static let directory = [
        shell(
            "nxc smb {host} -u {user} -p passwords.txt --continue-on-success", .coloured,
            "One careful spray with the season's passwords; the lockout threshold is 10."),
        shell("bloodhound-python -d range.local -u {user} -ns {host} -c All", .listing, "Collect the graph as {user}."),
        shell(
            "impacket-GetUserSPNs range.local/{user} -dc-ip {host} -request", .hashes,
            "Request tickets for the service accounts."),
        shell(
            "certipy find -vulnerable -dc-ip {host} -u {user}@range.local", .listing,
            "Are there certificate templates that anybody may enroll in?"),
        shell("nmap -p 88,135,389,445,636 {host}", .nmap, "Is {host} a domain controller?"),
        shell(
            "ldapsearch -x -H ldap://{host} -b 'dc=range,dc=local' '(servicePrincipalName=*)'", .page,
            "List the principals that have an SPN."),
    ]

    private static let cloud = [
        shell(
            "aws s3 ls s3://range-{word}-backups --no-sign-request", .listing,
            "Is the bucket readable without credentials?"),
        shell("aws iam list-attached-user-policies --user-name {user}", .json, "What may {user} do?"),
        shell(
            "curl -s http://169.254.169.254/latest/meta-data/iam/security-credentials/", .http,
            "IMDSv1 answers without a token if it is still on."),
        shell(
            "kubectl auth can-i --list --as system:serviceaccount:default:{user}", .table,
            "Which verbs does the service account have?"),
        python("import boto3\nprint(boto3.client('sts').get_caller_identity())", .traceback, "Who am I now?"),
        shell(
            "terraform state pull | jq '.resources | length'", .json, "The state file may hold secrets in clear text."),
    ]
}
