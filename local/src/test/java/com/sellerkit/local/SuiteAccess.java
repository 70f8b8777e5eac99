package com.sellerkit.local;

import com.sellerkit.platform.AwsClients;
import com.sellerkit.platform.Secret;

/// What tests and benchmarks reach behind the application of a running suite.
public final class SuiteAccess {
    private SuiteAccess() {}

    /// The suite's services, with an operator's keys.
    public static AwsClients aws(Suite suite) {
        return AwsClients.at(
                suite.door(),
                suite.region(),
                suite.operator().accessKeyId(),
                Secret.of(suite.operator().secretAccessKey()));
    }

    /// The name of the table with the shops' data.
    public static String shopsTable(Suite suite) {
        return suite.template().tables().stream()
                .map(table -> table.name())
                .filter(name -> name.endsWith("ShopsTable"))
                .findFirst()
                .orElseThrow();
    }
}
