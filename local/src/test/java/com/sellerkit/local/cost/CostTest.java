package com.sellerkit.local.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CostTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void thePageIsWhatTheCommandComputes() throws IOException {
        assertThat(Files.readString(PROJECT.resolve("docs").resolve("cost.md")))
                .as("write it anew with ./sellerkit cost --write")
                .isEqualTo(CostReport.of(PROJECT).page());
    }

    @Test
    void aMonthIsItsDaysAndWhatEachOrderAdds() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Bill bill =
                Bill.of(
                        json.readTree(
                                """
                                {
                                  "orders": 1000,
                                  "first": {"bytes": 5000000},
                                  "quietDay": {"writeUnits": 100, "webhooks": 0},
                                  "busyDay": {"writeUnits": 500, "webhooks": 40, "arrived": 20},
                                  "planner": {"readUnits": 1000}
                                }
                                """),
                        json.readTree(
                                """
                                {
                                  "perMillion": {"dynamoWriteUnit": 1000, "httpApiRequest": 10, "dynamoReadUnit": 100},
                                  "perGigabyteMonth": {"dynamoStorage": 0.2, "dynamoBackup": 0.1},
                                  "keyMonth": 1, "alarmMonth": 0.5
                                }
                                """),
                        Bill.Assumptions.of(100, 1_024, 512),
                        new Bill.Deployed(2, 0, 4));

        // 30 days of 100 units, and 20 units for each of 100 orders.
        assertThat(line(bill, "DynamoDB, written").quantity()).isEqualTo(5_000);
        assertThat(line(bill, "DynamoDB, written").dollars()).isCloseTo(5, within(1e-9));
        assertThat(line(bill, "HTTP API").quantity()).isEqualTo(200);
        // 5 KB an order, for a year of 100 a month.
        assertThat(line(bill, "DynamoDB, stored with backups").quantity())
                .isCloseTo(0.006, within(1e-9));
        assertThat(line(bill, "Keys").dollars() + line(bill, "Alarms").dollars()).isEqualTo(4);
        assertThat(line(bill, "The planner's looks, read").dollars()).isCloseTo(3, within(1e-9));
        assertThat(bill.shopDollars())
                .isCloseTo(
                        bill.perShop().stream().mapToDouble(Bill.Line::dollars).sum(),
                        within(1e-9));
    }

    @Test
    void moreOrdersCostMoreAndShareWhatIsPaidOnce() throws IOException {
        CostReport report = CostReport.of(PROJECT);

        assertThat(report.bill(100_000).shopDollars())
                .isGreaterThan(report.bill(10_000).shopDollars());
        assertThat(report.bill(0).shopDollars()).isPositive();
        assertThat(report.bill(100_000).fixedDollars()).isEqualTo(report.bill(0).fixedDollars());
    }

    private static Bill.Line line(Bill bill, String what) {
        return Stream.concat(bill.perShop().stream(), bill.fixed().stream())
                .filter(each -> each.what().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
