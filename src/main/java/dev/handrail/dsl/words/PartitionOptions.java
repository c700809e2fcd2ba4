package dev.handrail.dsl.words;

import dev.handrail.partition.PartitionAction.Retire;
import dev.handrail.partition.PartitionAction.Step;
import java.util.List;
import java.util.Map;

/** The options of {@code partition}. */
public record PartitionOptions(Block block) implements Values, SqlLimits {
    /** The partitioned table. */
    @Word(value = "the partitioned table", example = "table 'audit_logs'")
    public void table(CharSequence name) {
        block.say("table", name);
    }

    /** The length of a partition. */
    @Word(value = "the length of a partition", example = "by month")
    public void by(Step period) {
        block.say("by", period);
    }

    /** Partitions of one hour. */
    @Word(value = "partitions of one hour", example = "by hour")
    public Step getHour() {
        return Step.HOUR;
    }

    /** Partitions of one day. */
    @Word(value = "partitions of one day", example = "by day")
    public Step getDay() {
        return Step.DAY;
    }

    /** Partitions of one week. */
    @Word(value = "partitions of one week", example = "by week")
    public Step getWeek() {
        return Step.WEEK;
    }

    /** Partitions of one month. */
    @Word(value = "partitions of one month", example = "by month")
    public Step getMonth() {
        return Step.MONTH;
    }

    /** Partitions of one quarter. */
    @Word(value = "partitions of one quarter", example = "by quarter")
    public Step getQuarter() {
        return Step.QUARTER;
    }

    /** Partitions of one year. */
    @Word(value = "partitions of one year", example = "by year")
    public Step getYear() {
        return Step.YEAR;
    }

    /** The ranges of a table that is not partitioned by time, by name: from where, and to just before where. */
    @Word(
            value = "ranges by name, no bound where null is written",
            example = "ranges low: [0, 1_000_000], high: [1_000_000, null]")
    public void ranges(Map<String, List<?>> ends) {
        block.named("ranges", ends);
    }

    /** The values of each partition of a table partitioned by list, by name. */
    @Word(value = "values by the partition's name", example = "lists eu: ['de', 'fr'], us: ['us'], unknown: [null]")
    public void lists(Map<String, List<?>> values) {
        block.named("lists", values);
    }

    /** How many partitions a table partitioned by hash has. */
    @Word(value = "how many partitions a table by hash has", example = "hash 8")
    public void hash(int partitions) {
        block.say("hash", partitions);
    }

    /** How many periods after the present one must exist. */
    @Word(value = "how many periods after the present one must exist", example = "ahead 3")
    public void ahead(int periods) {
        block.say("ahead", periods);
    }

    /** How many periods before the present one must exist. */
    @Word(value = "how many periods before the present one must exist", example = "behind 1")
    public void behind(int periods) {
        block.say("behind", periods);
    }

    /** How many periods before the present one stay; all where nothing is said. */
    @Word(value = "how many periods before the present one stay", example = "keep 24")
    public void keep(int periods) {
        block.say("keep", periods);
    }

    /** What happens to a partition that is past keep: detached where nothing is said. */
    @Word(value = "what happens to a partition that is past keep", example = "retire detach")
    public void retire(Retire way) {
        block.say("retire", way);
    }

    /** What happens to a partition that is past keep: a backup of it is proven, then it is dropped. */
    @Word(value = "what happens to a partition that is past keep", example = "retire archive, drop")
    public void retire(Retire first, Retire then) {
        block.say("retire", first, then);
    }

    /** A backup of it is proven first. */
    @Word(value = "a backup of it is proven first", example = "retire archive")
    public Retire getArchive() {
        return Retire.ARCHIVE;
    }

    /** The folder for archived partitions, relative to handrail's home; backups where nothing is said. */
    @Word(value = "the folder for archived partitions", example = "to 'archive'")
    public void to(CharSequence folder) {
        block.say("to", folder);
    }

    /** The partition stays as a table of its own. */
    @Word(value = "the partition stays as a table of its own", example = "retire detach")
    public Retire getDetach() {
        return Retire.DETACH;
    }

    /** The partition and its rows are gone. */
    @Word(value = "the partition and its rows are gone", example = "retire drop")
    public Retire getDrop() {
        return Retire.DROP;
    }

    /** The time zone in which a period begins at midnight; UTC where nothing is said. */
    @Word(value = "the time zone in which a period begins", example = "zone 'UTC'")
    public void zone(CharSequence zone) {
        block.say("zone", zone);
    }

    /** How new partitions are named. */
    @Word(value = "how new partitions are named", example = "template '{table}_{yyyy}_{MM}'")
    public void template(CharSequence name) {
        block.say("template", name);
    }
}
