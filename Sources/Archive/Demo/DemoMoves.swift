/// One thing that an agent does: the tool, what it is asked, and what kind of answer comes.
struct DemoMove: Sendable {
    var tool: String
    var argument: String
    var value: String
    var output: DemoOutput
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

    private static func shell(_ command: String, _ output: DemoOutput) -> DemoMove {
        DemoMove(tool: "bash", argument: "command", value: command, output: output)
    }

    private static func python(_ code: String, _ output: DemoOutput) -> DemoMove {
        DemoMove(tool: "python", argument: "code", value: code, output: output)
    }

    private static func request(_ url: String, _ output: DemoOutput) -> DemoMove {
        DemoMove(tool: "http_request", argument: "url", value: url, output: output)
    }

    private static let webRecon = [
        shell("nmap -sV -Pn -p- --min-rate 2000 {host}", .nmap),
        shell("ffuf -u http://{host}:{port}/FUZZ -w /opt/lists/raft-small.txt -mc 200,301,403 -fs {num}", .fuzz),
        shell("curl -si http://{host}:{port}/{path}", .http), request("http://{host}:{port}/{path}", .page),
        shell("whatweb -a 3 http://{host}:{port}", .coloured), request("http://{host}:{port}/robots.txt", .http),
        shell("curl -s http://{host}:{port}/static/app.min.js | head -c 6000", .minified),
    ]

    private static let webExploit = [
        shell("sqlmap -u 'http://{host}:{port}/{path}?id={num}' --batch --level 3 --technique BT", .table),
        request("http://{host}:{port}/{path}?{word}=%27%20OR%20{num}%3D{num}--", .http),
        python(
            "import requests\nfor i in range({num}):\n    r = requests.get(f'http://{host}:{port}/{path}/{i}')\n    if 'FLAG' in r.text: print(i, r.text)",
            .traceback),
        shell("curl -s http://{host}:{port}/api/v2/users/{num} -H 'X-Forwarded-For: 127.0.0.1' | jq .", .json),
        shell("grep -rn --color=always '{word}' /work/src | head -40", .coloured),
        shell("nuclei -u http://{host}:{port} -severity medium,high -nc=false", .coloured),
        request("http://{host}:{port}/{path}?lang=ja", .page),
    ]

    private static let binaryRecon = [
        shell("file ./challenge && checksec --file=./challenge", .coloured),
        shell("strings -n 8 ./challenge | head -60", .listing),
        shell("objdump -d -M intel ./challenge | sed -n '{num},+40p'", .assembly),
        shell("xxd -l 256 ./challenge", .hexdump), shell("r2 -qc 'aaa; afl; pdf @ main' ./challenge", .assembly),
        DemoMove(tool: "read_file", argument: "path", value: "/work/{task}/README.md", output: .listing),
    ]

    private static let binaryExploit = [
        shell("gdb -q -batch -ex run -ex bt -ex 'info registers' ./challenge < payload.bin", .crash),
        python(
            "from pwn import *\nio = remote('{host}', {port})\nio.sendline(cyclic({num}))\nprint(io.recvall(timeout=5))",
            .traceback),
        shell("python3 solve.py --host {host} --port {port} --offset {num}", .crash),
        shell("ROPgadget --binary ./challenge --only 'pop|ret' | head", .assembly),
        python(
            "import angr\np = angr.Project('./challenge')\nprint(p.factory.simgr().explore(find=0x40{num}))", .traceback
        ),
    ]

    private static let crypto = [
        python("from math import isqrt\nn = 0x{hex}{hex}\nprint(isqrt(n), n % {num})", .number),
        shell("openssl rsa -pubin -in key.pem -text -noout", .hexdump),
        shell("sage attack.sage --lattice {num}", .traceback),
        request("http://{host}:{port}/oracle?ct={hex}{hex}", .json),
        python("for k in range(256):\n    print(k, decrypt(k)[:16])", .listing),
    ]

    private static let forensics = [
        shell("tshark -r capture.pcapng -q -z conv,tcp | head -30", .table),
        shell("vol -f memory.raw windows.pslist", .table),
        shell("foremost -i disk.img -o carved -v", .listing),
        shell("strings -el memory.raw | grep -i '{word}' | head", .page),
        shell("xxd -s {num} -l 256 carved/0001.bin", .hexdump),
    ]

    private static let directory = [
        shell("nxc smb {host} -u {user} -p passwords.txt --continue-on-success", .coloured),
        shell("bloodhound-python -d range.local -u {user} -ns {host} -c All", .listing),
        shell("impacket-GetUserSPNs range.local/{user} -dc-ip {host} -request", .hashes),
        shell("certipy find -vulnerable -dc-ip {host} -u {user}@range.local", .listing),
        shell("nmap -p 88,135,389,445,636 {host}", .nmap),
        shell("ldapsearch -x -H ldap://{host} -b 'dc=range,dc=local' '(servicePrincipalName=*)'", .page),
    ]

    private static let cloud = [
        shell("aws s3 ls s3://range-{word}-backups --no-sign-request", .listing),
        shell("aws iam list-attached-user-policies --user-name {user}", .json),
        shell("curl -s http://169.254.169.254/latest/meta-data/iam/security-credentials/", .http),
        shell("kubectl auth can-i --list --as system:serviceaccount:default:{user}", .table),
        python("import boto3\nprint(boto3.client('sts').get_caller_identity())", .traceback),
        shell("terraform state pull | jq '.resources | length'", .json),
    ]
}
