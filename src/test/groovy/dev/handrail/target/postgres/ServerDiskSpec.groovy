package dev.handrail.target.postgres

import dev.handrail.live.LivePostgres
import dev.handrail.live.Wire
import dev.handrail.target.backup.DumpSpec
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

import java.nio.file.Files

@Requires({ LivePostgres.available && new File('/proc/self/cmdline').canRead() })
class ServerDiskSpec extends Specification {
    @Shared
    LivePostgres server = LivePostgres.server()

    def "free room is seen where the server runs on this machine, through a tunnel too"() {
        given:
        Wire wire = new Wire(server.port)
        long real = Files.getFileStore(server.folder).usableSpace

        expect:
        [server.conninfo('postgres'), server.conninfo('postgres').replace("port=$server.port", "port=$wire.port")].every {
            new Postgres(DumpSpec.login(it)).withCloseable { seen -> Math.abs(seen.free().orElseThrow() - real) < (1L << 30) }
        }

        cleanup:
        wire?.close()
    }

    def "it is not seen by who may not know where the data is, nor of another machine's server: #what"() {
        expect:
        ServerDisk.free(row) == OptionalLong.empty()

        where:
        what                            | row
        'no folder told'                | [pid: ProcessHandle.current().pid() as int, port: 1, folder: null, space: '']
        'another process of that number' | [pid: ProcessHandle.current().pid() as int, port: 1, folder: '/tmp', space: '']
        'no process of that number'     | [pid: 0, port: 1, folder: '/tmp', space: '']
        'a socket'                      | [pid: 1, port: null, folder: '/tmp', space: '']
    }

    def "a role without the right to it leaves it open"() {
        given:
        String role = 'disk_' + UUID.randomUUID().toString().take(6)
        server.execute('postgres', "create role $role login password '$LivePostgres.PASSWORD'")

        expect:
        new Postgres(DumpSpec.login(server.conninfo('postgres', true, role))).withCloseable { it.free() } == OptionalLong.empty()
    }
}
