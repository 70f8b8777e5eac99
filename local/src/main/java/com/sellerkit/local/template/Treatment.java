package com.sellerkit.local.template;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What one machine does with a type of resource; a type that is not in the table is an error that
/// names it.
public enum Treatment {
    /// Run as on AWS, by the function host, the event sources or an engine.
    RUN,
    /// Another part takes its place.
    SUBSTITUTED,
    /// Has no effect on one machine.
    INERT;

    private static final Map<String, Treatment> TABLE = table();

    /// Finds the treatment of a CloudFormation type name such as `AWS::SQS::Queue`.
    public static Optional<Treatment> of(String type) {
        return Optional.ofNullable(TABLE.get(type));
    }

    private static Map<String, Treatment> table() {
        var table = new TreeMap<String, Treatment>();
        // The function host and the event sources.
        table.put("AWS::Serverless::Function", RUN);
        table.put("AWS::Serverless::Api", RUN);
        table.put("AWS::Serverless::HttpApi", RUN);
        table.put("AWS::Events::EventBus", RUN);
        table.put("AWS::Events::Rule", RUN);
        // The engines.
        table.put("AWS::DynamoDB::Table", RUN);
        table.put("AWS::SQS::Queue", RUN);
        table.put("AWS::KMS::Key", RUN);
        table.put("AWS::KMS::Alias", RUN);
        table.put("AWS::SecretsManager::Secret", RUN);
        // The local issuer takes the place of Cognito.
        table.put("AWS::Cognito::UserPool", SUBSTITUTED);
        table.put("AWS::Cognito::UserPoolClient", SUBSTITUTED);
        table.put("AWS::Cognito::UserPoolDomain", SUBSTITUTED);
        table.put("AWS::Cognito::UserPoolResourceServer", SUBSTITUTED);
        table.put("AWS::Cognito::ManagedLoginBranding", SUBSTITUTED);
        table.put("AWS::Cognito::UserPoolUICustomizationAttachment", SUBSTITUTED);
        // Lines with a prefix in `.sellerkit/logs` take the place of log groups.
        table.put("AWS::Logs::LogGroup", SUBSTITUTED);
        // Operation and permission: they watch or restrict, they do not act.
        for (String type :
                new String[] {
                    "AWS::ApiGateway::Account",
                    "AWS::ApiGateway::BasePathMapping",
                    "AWS::ApiGateway::DomainName",
                    "AWS::ApiGateway::UsagePlan",
                    "AWS::Backup::BackupPlan",
                    "AWS::Backup::BackupSelection",
                    "AWS::Backup::BackupVault",
                    "AWS::Budgets::Budget",
                    "AWS::CertificateManager::Certificate",
                    "AWS::CloudWatch::Alarm",
                    "AWS::CloudWatch::CompositeAlarm",
                    "AWS::CloudWatch::Dashboard",
                    "AWS::Events::EventBusPolicy",
                    "AWS::IAM::ManagedPolicy",
                    "AWS::IAM::Policy",
                    "AWS::IAM::Role",
                    "AWS::Lambda::Permission",
                    "AWS::Logs::LogAnomalyDetector",
                    "AWS::Logs::MetricFilter",
                    "AWS::Logs::QueryDefinition",
                    "AWS::Logs::ResourcePolicy",
                    "AWS::Logs::SubscriptionFilter",
                    "AWS::Route53::RecordSet",
                    "AWS::SecretsManager::ResourcePolicy",
                    "AWS::SNS::Subscription",
                    "AWS::SNS::Topic",
                    "AWS::SNS::TopicPolicy",
                    "AWS::SQS::QueuePolicy",
                    "AWS::WAFv2::LoggingConfiguration",
                    "AWS::WAFv2::WebACL",
                    "AWS::WAFv2::WebACLAssociation",
                }) {
            table.put(type, INERT);
        }
        return Map.copyOf(table);
    }
}
